package usher.tool.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One placeholder: which argument goes there, and as what. */
record Slot(String name, Type type) {
    /**
     * What JSON Schema says a value is, with PostgreSQL's name for it: a statement is prepared with types, and the wire
     * knows no "whatever fits". Other types of a column are reached by a cast in the statement.
     */
    enum Type {
        TEXT("text"),
        INTEGER("bigint"),
        NUMBER("numeric"),
        BOOLEAN("boolean"),
        DATE("date"),
        DATE_TIME("timestamptz"),
        UUID("uuid"),
        TEXTS("text[]"),
        INTEGERS("bigint[]");

        private final String postgres;

        Type(String postgres) {
            this.postgres = postgres;
        }

        String postgres() {
            return postgres;
        }
    }

    /** {@code schema} is that of the parameter. */
    static Slot of(String name, JsonNode schema) {
        return new Slot(
                name,
                switch (type(schema)) {
                    case "integer" -> Type.INTEGER;
                    case "number" -> Type.NUMBER;
                    case "boolean" -> Type.BOOLEAN;
                    case "array" -> "integer".equals(type(schema.path("items"))) ? Type.INTEGERS : Type.TEXTS;
                    default ->
                        switch (schema.path("format").asText()) {
                            case "date" -> Type.DATE;
                            case "date-time" -> Type.DATE_TIME;
                            case "uuid" -> Type.UUID;
                            default -> Type.TEXT;
                        };
                });
    }

    /** The first type that is not null: {@code "type": ["integer", "null"]} is an integer that may be missing. */
    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return StreamSupport.stream(type.spliterator(), false)
                .map(JsonNode::asText)
                .filter(each -> !"null".equals(each))
                .findFirst()
                .orElse(type.asText());
    }

    /** What is bound, null where there is no argument. Throws {@link DateTimeException} or IllegalArgumentException. */
    @Nullable
    Object value(ObjectNode arguments, Driver driver) {
        var given = arguments.path(name);
        if (given.isNull() || given.isMissingNode()) {
            return null;
        }
        return switch (type) {
            case TEXT -> given.asText();
            case INTEGER -> given.asLong();
            case NUMBER -> given.decimalValue();
            case BOOLEAN -> given.asBoolean();
            case DATE -> LocalDate.parse(given.asText());
            case DATE_TIME -> moment(OffsetDateTime.parse(given.asText()), driver);
            case UUID -> driver == Driver.MYSQL ? given.asText() : java.util.UUID.fromString(given.asText());
            case TEXTS -> each(given).map(JsonNode::asText).toArray(String[]::new);
            case INTEGERS -> each(given).map(JsonNode::asLong).toArray(Long[]::new);
        };
    }

    /** MySQL has no moments with an offset; its clocks are taken to show UTC. */
    private static Object moment(OffsetDateTime time, Driver driver) {
        return driver == Driver.MYSQL
                ? time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : time;
    }

    private static java.util.stream.Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}

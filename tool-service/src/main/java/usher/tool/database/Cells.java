package usher.tool.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values of a row as JSON: numbers, booleans and JSON as themselves, moments and days as ISO 8601 writes them. Numbers that
 * a double would round are text, because most readers of JSON have nothing else.
 */
final class Cells {
    private static final JsonNodeFactory NODES = new JsonNodeFactory(true);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long SAFE = (1L << 53) - 1;
    private static final int SAFE_DIGITS = 15;

    private Cells() {}

    static ObjectNode row(Row row) {
        var json = NODES.objectNode();
        for (int i = 0; i < row.size(); i++) {
            json.set(row.getColumnName(i), cell(row.getValue(i)));
        }
        return json;
    }

    private static JsonNode cell(@Nullable Object value) {
        return switch (value) {
            case null -> NullNode.getInstance();
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Short number -> NODES.numberNode(number);
            case Byte number -> NODES.numberNode(number);
            case Long number when Math.abs(number) <= SAFE -> NODES.numberNode(number);
            case Float number when Float.isFinite(number) -> NODES.numberNode(number);
            case Double number when Double.isFinite(number) -> NODES.numberNode(number);
            case Numeric number when !number.isNaN() -> decimal(number.bigDecimalValue());
            case BigDecimal number -> decimal(number);
            case String text -> NODES.textNode(text.replace("\0", ""));
            case Temporal time -> NODES.textNode(time.toString());
            case JsonObject object -> json(object.encode());
            case JsonArray array -> json(array.encode());
            case Buffer bytes -> NODES.textNode("[%d bytes]".formatted(bytes.length()));
            case Object[] array ->
                NODES.arrayNode().addAll(Arrays.stream(array).map(Cells::cell).toList());
            default -> value == Tuple.JSON_NULL ? NullNode.getInstance() : NODES.textNode(value.toString());
        };
    }

    private static JsonNode decimal(BigDecimal number) {
        return number.precision() <= SAFE_DIGITS && Math.abs(number.scale()) <= SAFE_DIGITS
                ? NODES.numberNode(number)
                : NODES.textNode(number.toPlainString());
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was just written as JSON is JSON", impossible);
        }
    }
}

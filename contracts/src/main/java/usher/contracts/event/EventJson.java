package usher.contracts.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;

/** The JSON of events: snake case, unknown fields ignored so that a newer producer may add some. */
public final class EventJson {
    private static final String SPEC_VERSION = "1.0";
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    /** Finding out anew for each event how to read its data takes as long as reading it. */
    private static final ClassValue<ObjectReader> READERS = new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> data) {
            return MAPPER.readerFor(data);
        }
    };

    private EventJson() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static String write(Event<?> event) {
        var text = new StringWriter();
        try (var json = MAPPER.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("specversion", SPEC_VERSION);
            json.writeStringField("id", event.id().toString());
            json.writeStringField("source", event.source());
            json.writeStringField("type", event.type());
            json.writeStringField("subject", event.subject().toString());
            json.writeStringField("time", event.time().toString());
            json.writeStringField("datacontenttype", "application/json");
            json.writeFieldName("data");
            MAPPER.writeValue(json, event.data());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("Records are always writable", impossible);
        }
        return text.toString();
    }

    /** Throws {@link IOException} when the bytes are no event of this data, whatever is wrong with them. */
    public static <D extends EventData> Event<D> read(byte[] json, Class<D> dataType) throws IOException {
        try (var parser = MAPPER.createParser(json)) {
            return read(parser, dataType);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw new IOException("The event is malformed", malformed);
        }
    }

    /** Field by field: the envelope is the same for all, and finding its fields by reflection would cost as much again. */
    private static <D extends EventData> Event<D> read(JsonParser parser, Class<D> dataType) throws IOException {
        EventId id = null;
        String source = null;
        String type = null;
        TenantId subject = null;
        Instant time = null;
        D data = null;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("An event is an object");
        }
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "id" -> id = EventId.fromString(text(parser));
                case "source" -> source = text(parser);
                case "type" -> type = text(parser);
                case "subject" -> subject = TenantId.fromString(text(parser));
                case "time" -> time = Moment.parse(text(parser));
                case "data" -> data = READERS.get(dataType).readValue(parser);
                default -> parser.skipChildren();
            }
        }
        if (id == null || source == null || type == null || subject == null || time == null || data == null) {
            throw new IOException("An event needs id, source, type, subject, time and data");
        }
        if (!data.type().equals(type)) {
            throw new IOException("Expected " + data.type() + " but the event says " + type);
        }
        return new Event<>(id, source, type, subject, time, data);
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new IOException(parser.currentName() + " is no text");
        }
        return parser.getText();
    }
}

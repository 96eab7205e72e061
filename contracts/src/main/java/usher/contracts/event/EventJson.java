package usher.contracts.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

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

    /** Finding out anew for each event how to read it takes as long as reading it. */
    private static final ClassValue<ObjectReader> READERS = new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> data) {
            return MAPPER.readerFor(MAPPER.getTypeFactory().constructParametricType(Event.class, data));
        }
    };

    private EventJson() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static String write(Event<?> event) {
        var json = MAPPER.createObjectNode()
                .put("specversion", SPEC_VERSION)
                .put("id", event.id().toString())
                .put("source", event.source())
                .put("type", event.type())
                .put("subject", event.subject().toString())
                .put("time", event.time().toString())
                .put("datacontenttype", "application/json");
        json.set("data", MAPPER.valueToTree(event.data()));
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree of plain nodes is always writable", impossible);
        }
    }

    /** Throws {@link IOException} when the bytes are no event of this data, whatever is wrong with them. */
    public static <D extends EventData> Event<D> read(byte[] json, Class<D> dataType) throws IOException {
        try {
            Event<D> event = READERS.get(dataType).readValue(json);
            if (event == null || event.data() == null || event.id() == null || event.subject() == null) {
                throw new IOException("An event needs id, subject and data");
            }
            if (!event.data().type().equals(event.type())) {
                throw new IOException("Expected " + event.data().type() + " but the event says " + event.type());
            }
            return event;
        } catch (IllegalArgumentException malformed) {
            throw new IOException("The event is malformed", malformed);
        }
    }
}

package usher.chat.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A request as it goes out. {@code headers} holds credentials, so this record is never printed. */
public record WireRequest(HttpMethod method, String url, Map<String, String> headers, Buffer body) {
    private static final String BEARER = "Bearer ";

    /** Writes the body of a request. */
    @FunctionalInterface
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** A POST with one JSON object; {@code body} writes its fields. */
    public static WireRequest post(String url, Map<String, String> headers, ObjectMapper mapper, Body body) {
        try (var bytes = new ByteArrayBuilder(4096);
                var json = mapper.getFactory().createGenerator(bytes)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
            json.flush();
            return new WireRequest(HttpMethod.POST, url, headers, Buffer.buffer(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static WireRequest get(String url, Map<String, String> headers) {
        return new WireRequest(HttpMethod.GET, url, headers, Buffer.buffer());
    }

    /** The usual way to send a key, or nothing for an empty one. */
    public static Map<String, String> bearer(String key) {
        return key.isEmpty() ? Map.of() : Map.of("Authorization", BEARER + key);
    }

    @Override
    public String toString() {
        return "WireRequest[" + method + " " + url + "]";
    }
}

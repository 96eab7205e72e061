package usher.tool.target;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What would be sent, without what is secret in it. Where the request is only put together by a connector, there is no method
 * and no URL, and the body is what the operation would be given.
 */
public record Preview(@Nullable String method, @Nullable String url, Map<String, String> headers, JsonNode body) {
    /** What stands for a secret in it. */
    public static final String SECRET = "[secret]";

    public Preview {
        headers = Map.copyOf(headers);
    }

    /** Of a request whose headers hold no secret. */
    public static Preview of(String method, String url, MultiMap headers, JsonNode body) {
        var shown = new TreeMap<String, String>();
        headers.forEach(shown::put);
        return new Preview(method, url, shown, body);
    }
}

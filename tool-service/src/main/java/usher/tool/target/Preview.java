package usher.tool.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would be sent, without what is secret in it. Where the request is only put together by a connector, there is no method
 * and no URL, and the body is what the operation would be given.
 */
public record Preview(@Nullable String method, @Nullable String url, Map<String, String> headers, JsonNode body) {
    public Preview {
        headers = Map.copyOf(headers);
    }
}

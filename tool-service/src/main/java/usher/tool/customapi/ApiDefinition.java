package usher.tool.customapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.util.Set;

/** A definition that was judged before: a request with places for arguments, and where in the answer the result is. */
record ApiDefinition(
        HttpMethod method,
        PathTemplate path,
        JsonNode query,
        JsonNode headers,
        JsonNode body,
        JsonPointer result,
        boolean repeatable) {
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "PUT", "DELETE");

    static ApiDefinition of(ObjectNode definition) {
        var method = definition.path("method").asText();
        return new ApiDefinition(
                HttpMethod.valueOf(method),
                new PathTemplate(definition.path("path").asText()),
                definition.path("query"),
                definition.path("headers"),
                definition.path("body"),
                JsonPointer.compile(definition.path("result").asText("")),
                definition.path("idempotent").asBoolean(REPEATABLE.contains(method)));
    }

    /** Safe methods need no key to be told apart by (RFC 9110, section 9.2.1). */
    boolean reads() {
        return reads(method);
    }

    static boolean reads(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }
}

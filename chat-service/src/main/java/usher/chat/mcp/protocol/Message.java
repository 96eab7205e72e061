package usher.chat.mcp.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One message of JSON-RPC 2.0 from a client. */
public sealed interface Message {
    /** {@code id} is a text or a whole number and goes back as it came. */
    record Request(JsonNode id, String method, ObjectNode params) implements Message {
        public JsonNode meta() {
            return params.path(Wire.META);
        }
    }

    /** Something that is told and not answered: a notification, or the answer to a question that nobody here asked. */
    record Told() implements Message {}

    static JsonNode read(String body) {
        try {
            var json = Reading.JSON.readTree(body);
            if (json.isMissingNode()) {
                throw new RpcFault(400, Wire.PARSE_ERROR, "The body is empty.");
            }
            return json;
        } catch (JsonProcessingException malformed) {
            throw new RpcFault(400, Wire.PARSE_ERROR, "The body is not valid JSON.");
        }
    }

    static Message of(JsonNode json) {
        if (!json.isObject() || !"2.0".equals(json.path("jsonrpc").textValue())) {
            throw RpcFault.invalidRequest("A message is an object with \"jsonrpc\": \"2.0\".");
        }
        if (!json.has("method")) {
            if (json.has("result") || json.has("error")) {
                return new Told();
            }
            throw RpcFault.invalidRequest("A message names a method.");
        }
        if (!json.get("method").isTextual()) {
            throw RpcFault.invalidRequest("A method is named by a text.");
        }
        var params = json.path("params");
        if (!params.isMissingNode() && !params.isObject()) {
            throw RpcFault.invalidRequest("Parameters are an object.");
        }
        if (!json.has("id")) {
            return new Told();
        }
        if (!isId(json.get("id"))) {
            throw RpcFault.invalidRequest("An id is a text or a whole number.");
        }
        return new Request(
                json.get("id"),
                json.get("method").textValue(),
                params instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode());
    }

    /** The id to answer an error under, if there is one in whatever this is. */
    static JsonNode id(JsonNode json) {
        var id = json.path("id");
        return isId(id) ? id : NullNode.getInstance();
    }

    private static boolean isId(JsonNode id) {
        return id.isTextual() || id.isIntegralNumber();
    }

    /** Our API's rules for JSON are not the protocol's: unknown fields are welcome here, a repeated one is not. */
    final class Reading {
        private static final ObjectReader JSON = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

        private Reading() {}
    }
}

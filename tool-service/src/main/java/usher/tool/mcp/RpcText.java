package usher.tool.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import usher.tool.http.HttpReply.Answered;

/**
 * JSON-RPC 2.0 as text. An answer is one JSON object, a batch, or a stream of events among which the answer stands;
 * notifications and requests of the server beside it are passed over.
 */
final class RpcText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ID = 1;

    private RpcText() {}

    /** Each request has an exchange of its own, so one id serves all. */
    static String request(String method, ObjectNode params) {
        var request = JsonNodeFactory.instance
                .objectNode()
                .put("jsonrpc", "2.0")
                .put("id", ID)
                .put("method", method);
        request.set("params", params);
        return request.toString();
    }

    static String notification(String method) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("jsonrpc", "2.0")
                .put("method", method)
                .toString();
    }

    static RpcReply read(Answered http) {
        var type = String.valueOf(http.headers().get("content-type"));
        var texts = type.startsWith("text/event-stream") ? events(http.body()) : Stream.of(http.body());
        return texts.flatMap(RpcText::messages)
                .flatMap(message -> answer(message, http).stream())
                .findFirst()
                .orElseGet(() -> new RpcReply.Foreign(http));
    }

    /** The data of each event; see "Server-sent events" in the HTML standard. */
    private static Stream<String> events(String stream) {
        return Arrays.stream(stream.split("\\r?\\n\\r?\\n|\\r\\r"))
                .map(event -> event.lines()
                        .filter(line -> line.startsWith("data:"))
                        .map(line -> line.substring("data:".length()).strip())
                        .collect(Collectors.joining("\n")))
                .filter(data -> !data.isEmpty());
    }

    private static Stream<JsonNode> messages(String text) {
        try {
            var json = JSON.readTree(text);
            return json.isArray() ? StreamSupport.stream(json.spliterator(), false) : Stream.of(json);
        } catch (JsonProcessingException malformed) {
            return Stream.empty();
        }
    }

    /** An error may come without an id, when the server could not read one. */
    private static Optional<RpcReply> answer(JsonNode message, Answered http) {
        if (message.path("error").path("code").isInt() && !message.has("method")) {
            var error = message.get("error");
            return Optional.of(new RpcReply.Refused(error.get("code").asInt(), error.path("data"), http));
        }
        return message.path("id").asInt() == ID && message.path("result") instanceof ObjectNode result
                ? Optional.of(new RpcReply.Result(result, http))
                : Optional.empty();
    }
}

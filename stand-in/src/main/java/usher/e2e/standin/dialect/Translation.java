package usher.e2e.standin.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import usher.e2e.standin.ChatRequest;

/** A request of another protocol, rewritten as OpenAI's, and the checks of its tool calls that all providers make. */
final class Translation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode body = JSON.createObjectNode();
    private final ArrayNode messages = body.putArray("messages");
    private final Deque<String> open = new ArrayDeque<>();
    private int numbered;

    Translation(String model, boolean stream) {
        body.put("model", model).put("stream", stream);
        body.putObject("stream_options").put("include_usage", true);
    }

    void bound(JsonNode tokens) {
        if (tokens.canConvertToInt() && tokens.asInt() >= 0) {
            body.put("max_tokens", tokens.asInt());
        }
    }

    void message(String role, String text) {
        messages.addObject().put("role", role).put("content", text);
    }

    /** Tools called by the message that was added last; an empty id gets one by its place. */
    void call(String id, String name, JsonNode arguments) {
        var message = (ObjectNode) messages.get(messages.size() - 1);
        var given = id.isEmpty() ? "call" + numbered++ : id;
        open.add(given);
        var call = message.withArrayProperty("tool_calls")
                .addObject()
                .put("id", given)
                .put("type", "function");
        call.putObject("function").put("name", name).put("arguments", arguments.toString());
    }

    /** A result; without an id it belongs to the first call that has none yet. */
    void result(String id, String content) {
        var given = id.isEmpty() ? String.valueOf(open.peek()) : id;
        open.remove(given);
        messages.addObject().put("role", "tool").put("tool_call_id", given).put("content", content);
    }

    void tool(String name, String description, JsonNode parameters) {
        var tool = body.withArrayProperty("tools").addObject().put("type", "function");
        tool.putObject("function")
                .put("name", name)
                .put("description", description)
                .set("parameters", parameters);
    }

    /** Refuses, with the provider's own sentence, calls without results and results without calls. */
    ChatRequest checked(String unanswered, String unasked) {
        check(messages, unanswered, unasked);
        return new ChatRequest(body);
    }

    static void check(JsonNode messages, String unanswered, String unasked) {
        Set<String> open = new HashSet<>();
        for (var message : messages) {
            if ("tool".equals(message.path("role").asText())) {
                if (!open.remove(message.path("tool_call_id").asText())) {
                    throw new Refused(400, null, unasked);
                }
            } else if (!open.isEmpty()) {
                throw new Refused(400, null, unanswered);
            }
            message.path("tool_calls").forEach(call -> open.add(call.path("id").asText()));
        }
        if (!open.isEmpty()) {
            throw new Refused(400, null, unanswered);
        }
    }
}

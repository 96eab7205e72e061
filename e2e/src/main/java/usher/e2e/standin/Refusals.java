package usher.e2e.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the provider refuses by itself, before any script: the checks that catch a client's mistakes. */
final class Refusals {

    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");

    private Refusals() {}

    /** The first thing wrong with this request, or null. */
    static Step.@Nullable Fail of(String key, ChatRequest request) {
        if (key.isEmpty()) {
            return fail(401, null, "You didn't provide an API key.");
        }
        if (key.equals(StandInProvider.REFUSED_KEY)) {
            return fail(401, "invalid_api_key", "Incorrect API key provided: sk-re*****.");
        }
        if (request.model().isEmpty()) {
            return fail(400, null, "you must provide a model parameter");
        }
        if (!request.messages().isArray() || request.messages().isEmpty()) {
            return fail(400, null, "Invalid 'messages': expected a non-empty array.");
        }
        return ofMessages(request.messages());
    }

    private static Step.@Nullable Fail ofMessages(JsonNode messages) {
        var open = new HashSet<String>();
        for (var message : messages) {
            var role = message.path("role").asText();
            if (!ROLES.contains(role)) {
                return fail(400, "invalid_value", "Invalid value: '" + role + "' for a message's role.");
            }
            if ("tool".equals(role)) {
                if (!open.remove(message.path("tool_call_id").asText())) {
                    return fail(
                            400,
                            null,
                            "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.");
                }
            } else if (!open.isEmpty()) {
                return unanswered();
            }
            message.path("tool_calls").forEach(call -> open.add(call.path("id").asText()));
        }
        return open.isEmpty() ? null : unanswered();
    }

    private static Step.Fail unanswered() {
        return fail(
                400,
                null,
                "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'.");
    }

    static Step.Fail notJson() {
        return fail(400, null, "We could not parse the JSON body of your request.");
    }

    static Step.Fail unknownPath(String path) {
        return fail(404, null, "Invalid URL (" + path + ")");
    }

    private static Step.Fail fail(int status, @Nullable String code, String message) {
        return new Step.Fail(status, "invalid_request_error", code, message, null);
    }
}

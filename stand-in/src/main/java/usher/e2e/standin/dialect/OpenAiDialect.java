package usher.e2e.standin.dialect;

import static usher.e2e.standin.dialect.Json.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.e2e.standin.ChatRequest;
import usher.e2e.standin.StandInProvider;
import usher.e2e.standin.Step;

/** OpenAI's chat completions. */
final class OpenAiDialect implements Dialect {
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");
    private static final String BEARER = "Bearer ";
    private static final int FRAGMENT = 5;

    static String bearer(HttpServerRequest http) {
        var header = http.getHeader("authorization");
        return header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
    }

    @Override
    public String key(HttpServerRequest http) {
        return bearer(http);
    }

    @Override
    public ChatRequest read(HttpServerRequest http, JsonNode body) {
        var request = new ChatRequest(body);
        var key = key(http);
        if (key.isEmpty()) {
            throw new Refused(401, null, "You didn't provide an API key.");
        }
        if (key.equals(StandInProvider.REFUSED_KEY)) {
            throw new Refused(401, "invalid_api_key", "Incorrect API key provided: sk-re*****.");
        }
        if (request.model().isEmpty()) {
            throw new Refused(400, null, "you must provide a model parameter");
        }
        if (!request.messages().isArray() || request.messages().isEmpty()) {
            throw new Refused(400, null, "Invalid 'messages': expected a non-empty array.");
        }
        for (var message : request.messages()) {
            var role = message.path("role").asText();
            if (!ROLES.contains(role)) {
                throw new Refused(400, "invalid_value", "Invalid value: '" + role + "' for a message's role.");
            }
        }
        Translation.check(
                request.messages(),
                "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'.",
                "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.");
        return request;
    }

    @Override
    public Frames stream(Reply reply) {
        boolean counts = reply.request().wantsUsageChunk();
        var head = head("chat.completion.chunk", reply);
        var tail = counts ? ",\"usage\":null}\n\n" : "}\n\n";
        var before = "data: " + head + "\"choices\":[{\"index\":0,\"delta\":";
        var after = ",\"logprobs\":null,\"finish_reason\":null}]" + tail;
        var frames = new ArrayList<String>(reply.pieces().size());
        var lead = "";
        if (reply.calls()) {
            calls(reply).forEach(delta -> frames.add(before + delta + after));
        } else {
            lead = before + "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}" + after;
            reply.pieces().forEach(piece -> frames.add(before + "{\"content\":" + quoted(piece) + "}" + after));
        }
        var finish = before + "{},\"logprobs\":null,\"finish_reason\":\"" + reply.finish() + "\"}]" + tail;
        var usage = counts ? "data: " + head + "\"choices\":[]," + usage(reply.usage()) + "}\n\n" : "";
        return new Frames(lead, frames, finish + usage + "data: [DONE]\n\n");
    }

    /** The first frame of a call carries its name and no arguments yet, as the real provider's does. */
    private static List<String> calls(Reply reply) {
        var deltas = new ArrayList<String>();
        for (int i = 0; i < reply.uses().size(); i++) {
            var use = reply.uses().get(i);
            deltas.add(
                    "{" + (i == 0 ? "\"role\":\"assistant\",\"content\":null," : "") + "\"tool_calls\":[{\"index\":" + i
                            + ",\"id\":\"call_" + reply.id() + i + "\",\"type\":\"function\",\"function\":{\"name\":"
                            + quoted(use.tool()) + ",\"arguments\":\"\"}}]}");
            for (var fragment : Json.fragments(use.arguments(), FRAGMENT)) {
                deltas.add("{\"tool_calls\":[{\"index\":" + i + ",\"function\":{\"arguments\":" + quoted(fragment)
                        + "}}]}");
            }
        }
        return deltas;
    }

    @Override
    public String whole(Reply reply) {
        var message = reply.calls()
                ? "null,\"tool_calls\":" + Json.list(reply.uses(), i -> call(reply, i))
                : quoted(reply.text());
        return head("chat.completion", reply)
                + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                + message + ",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\""
                + reply.finish() + "\"}]," + usage(reply.usage()) + "}";
    }

    private static String call(Reply reply, int index) {
        var use = reply.uses().get(index);
        return "{\"id\":\"call_" + reply.id() + index + "\",\"type\":\"function\",\"function\":{\"name\":"
                + quoted(use.tool()) + ",\"arguments\":" + quoted(use.arguments()) + "}}";
    }

    private static String head(String object, Reply reply) {
        return "{\"id\":\"chatcmpl-" + reply.id() + "\",\"object\":\"" + object + "\",\"created\":" + reply.created()
                + ",\"model\":" + quoted(reply.request().model())
                + ",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_stand_in\",";
    }

    private static String usage(Reply.Usage usage) {
        return "\"usage\":{\"prompt_tokens\":" + usage.prompt() + ",\"completion_tokens\":"
                + (usage.completion() + usage.thoughts()) + ",\"total_tokens\":" + usage.all()
                + ",\"prompt_tokens_details\":{\"cached_tokens\":" + usage.cached()
                + ",\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":" + usage.thoughts()
                + ",\"audio_tokens\":0,\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}";
    }

    @Override
    public Problem problem(Step.Fail failure) {
        return new Problem(failure.status(), failure.retryAfterSeconds(), error(failure));
    }

    @Override
    public String fault(Step.Fail failure) {
        return "data: " + error(failure) + "\n\n";
    }

    @Override
    public String streamType() {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public String models(String model) {
        return "{\"object\":\"list\",\"data\":[{\"id\":" + quoted(model)
                + ",\"object\":\"model\",\"created\":1767225600,\"owned_by\":\"stand-in\"}]}";
    }

    private static String error(Step.Fail failure) {
        return "{\"error\":{\"message\":" + quoted(failure.message()) + ",\"type\":" + quoted(failure.type())
                + ",\"param\":null,\"code\":" + orNull(failure.code()) + "}}";
    }

    private static String orNull(@Nullable String text) {
        return text == null ? "null" : quoted(text);
    }
}

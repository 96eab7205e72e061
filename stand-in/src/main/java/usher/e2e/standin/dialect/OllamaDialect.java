package usher.e2e.standin.dialect;

import static usher.e2e.standin.dialect.Json.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import usher.e2e.standin.ChatRequest;
import usher.e2e.standin.StandInProvider;
import usher.e2e.standin.Step;

/** Ollama's own protocol. It needs no key, and it has one model; {@code missing} is the name of one that it does not have. */
final class OllamaDialect implements Dialect {
    private static final String MISSING = "missing";
    private static final String CREATED = "\"2026-01-01T00:00:00.000000000Z\"";

    @Override
    public String key(HttpServerRequest http) {
        return OpenAiDialect.bearer(http);
    }

    @Override
    public ChatRequest read(HttpServerRequest http, JsonNode body) {
        var model = body.path("model").asText("");
        if (key(http).equals(StandInProvider.REFUSED_KEY)) {
            throw new Refused(401, null, "unauthorized");
        }
        if (model.isEmpty()) {
            throw new Refused(400, null, "model is required");
        }
        if (model.equals(MISSING)) {
            throw new Refused(404, null, "model \"" + model + "\" not found, try pulling it first");
        }
        var request = new Translation(model, body.path("stream").asBoolean(true));
        request.bound(body.path("options").path("num_predict"));
        for (var message : body.path("messages")) {
            var role = message.path("role").asText();
            var text = message.path("content").asText("");
            if (role.equals("tool")) {
                request.result("", text);
                continue;
            }
            request.message(role, text);
            for (var call : message.path("tool_calls")) {
                var function = call.path("function");
                if (!function.path("arguments").isObject()) {
                    throw new Refused(400, null, "json: cannot unmarshal arguments into a map");
                }
                request.call("", function.path("name").asText(), function.path("arguments"));
            }
        }
        for (var tool : body.path("tools")) {
            var function = tool.path("function");
            request.tool(
                    function.path("name").asText(),
                    function.path("description").asText(""),
                    function.path("parameters"));
        }
        return request.checked("a tool call has no result", "a tool result has no call");
    }

    @Override
    public Frames stream(Reply reply) {
        var lead = reply.thinks() ? line(reply, "\"content\":\"\",\"thinking\":\"Let me think.\"") : "";
        var frames = new ArrayList<String>();
        reply.pieces().forEach(piece -> frames.add(line(reply, "\"content\":" + quoted(piece))));
        for (int i = 0; i < reply.uses().size(); i++) {
            frames.add(line(reply, "\"content\":\"\",\"tool_calls\":[" + call(reply, i) + "]"));
        }
        return new Frames(lead, frames, done(reply, "\"content\":\"\"") + "\n");
    }

    private static String line(Reply reply, String message) {
        return head(reply) + "\"message\":{\"role\":\"assistant\"," + message + "},\"done\":false}\n";
    }

    @Override
    public String whole(Reply reply) {
        var message = reply.calls()
                ? "\"content\":\"\",\"tool_calls\":" + Json.list(reply.uses(), i -> call(reply, i))
                : "\"content\":" + quoted(reply.text());
        return done(reply, message);
    }

    private static String done(Reply reply, String message) {
        var usage = reply.usage();
        return head(reply) + "\"message\":{\"role\":\"assistant\"," + message + "},\"done\":true,\"done_reason\":\""
                + (reply.finish().equals("length") ? "length" : "stop")
                + "\",\"total_duration\":1000000,\"load_duration\":1000,\"prompt_eval_count\":" + usage.prompt()
                + ",\"prompt_eval_duration\":1000,\"eval_count\":" + (usage.completion() + usage.thoughts())
                + ",\"eval_duration\":1000}";
    }

    private static String head(Reply reply) {
        return "{\"model\":" + quoted(reply.request().model()) + ",\"created_at\":" + CREATED + ",";
    }

    private static String call(Reply reply, int index) {
        var use = reply.uses().get(index);
        return "{\"function\":{\"index\":" + index + ",\"name\":" + quoted(use.tool()) + ",\"arguments\":"
                + use.arguments() + "}}";
    }

    @Override
    public Problem problem(Step.Fail failure) {
        return new Problem(failure.status(), failure.retryAfterSeconds(), error(failure));
    }

    @Override
    public String fault(Step.Fail failure) {
        return error(failure) + "\n";
    }

    private static String error(Step.Fail failure) {
        return "{\"error\":" + quoted(failure.message()) + "}";
    }

    @Override
    public String streamType() {
        return "application/x-ndjson";
    }

    @Override
    public String models(String model) {
        var name = quoted(model);
        return "{\"models\":[{\"name\":" + name + ",\"model\":" + name
                + ",\"modified_at\":\"2026-01-01T00:00:00Z\",\"size\":1,\"digest\":\"0\",\"details\":{\"format\":\"gguf\","
                + "\"family\":\"stand-in\",\"families\":[\"stand-in\"],\"parameter_size\":\"1B\",\"quantization_level\":\"Q4_0\"}}]}";
    }
}

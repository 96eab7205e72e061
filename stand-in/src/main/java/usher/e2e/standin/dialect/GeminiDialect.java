package usher.e2e.standin.dialect;

import static usher.e2e.standin.dialect.Json.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import usher.e2e.standin.ChatRequest;
import usher.e2e.standin.StandInProvider;
import usher.e2e.standin.Step;

/** Google's Gemini API, in both its versions. Models whose name begins with {@code gemini-3} insist on thought signatures, as the real ones do. */
final class GeminiDialect implements Dialect {
    private static final Pattern PATH =
            Pattern.compile("/v1(?:beta)?/models/([^/:]+):(generateContent|streamGenerateContent)");
    private static final String BAD_KEY = "API_KEY_INVALID";
    private static final String STREAMED = "streamGenerateContent";

    @Override
    public String key(HttpServerRequest http) {
        return Objects.requireNonNullElse(http.getHeader("x-goog-api-key"), http.getParam("key", ""));
    }

    @Override
    public ChatRequest read(HttpServerRequest http, JsonNode body) {
        var key = key(http);
        if (key.isEmpty()) {
            throw new Refused(
                    403, null, "Method doesn't allow unregistered callers (callers without established identity).");
        }
        if (key.equals(StandInProvider.REFUSED_KEY)) {
            throw new Refused(400, BAD_KEY, "API key not valid. Please pass a valid API key.");
        }
        var path = PATH.matcher(http.path());
        if (!path.matches()) {
            throw new Refused(404, null, "Not found.");
        }
        boolean streams = path.group(2).equals(STREAMED);
        if (streams && !"sse".equals(http.getParam("alt"))) {
            throw new Refused(400, null, "The stand-in streams with alt=sse alone.");
        }
        if (!body.path("contents").isArray() || body.path("contents").isEmpty()) {
            throw new Refused(400, null, "* GenerateContentRequest.contents: contents is not specified");
        }
        var request = new Translation(path.group(1), streams);
        request.bound(body.path("generationConfig").path("maxOutputTokens"));
        if (body.has("systemInstruction")) {
            request.message("system", texts(body.path("systemInstruction")));
        }
        for (var content : body.path("contents")) {
            content(request, content, path.group(1).startsWith("gemini-3"));
        }
        for (var tools : body.path("tools")) {
            for (var tool : tools.path("functionDeclarations")) {
                var schema = tool.has("parametersJsonSchema") ? "parametersJsonSchema" : "parameters";
                request.tool(
                        tool.path("name").asText(), tool.path("description").asText(""), tool.path(schema));
            }
        }
        var uneven =
                "Please ensure that the number of function response parts is equal to the number of function call parts "
                        + "of the function call turn.";
        return request.checked(uneven, uneven);
    }

    private static void content(Translation request, JsonNode content, boolean signed) {
        var role = content.path("role").asText("user");
        if (!role.equals("user") && !role.equals("model")) {
            throw new Refused(400, null, "Please use a valid role: user, model.");
        }
        boolean first = true;
        for (var part : content.path("parts")) {
            if (part.has("functionResponse")) {
                var result = part.path("functionResponse");
                if (!result.path("response").isObject()) {
                    throw new Refused(400, null, "Invalid value at 'response': a Struct is expected.");
                }
                request.result(
                        result.path("id").asText(""), result.path("response").toString());
            } else if (part.has("functionCall")) {
                if (first) {
                    request.message("assistant", texts(content));
                    if (signed && !part.hasNonNull("thoughtSignature")) {
                        throw new Refused(
                                400, null, "Function call is missing a thought_signature in functionCall parts.");
                    }
                }
                first = false;
                var call = part.path("functionCall");
                request.call(call.path("id").asText(""), call.path("name").asText(), call.path("args"));
            }
        }
        var text = texts(content);
        if (first && !text.isEmpty()) {
            request.message(role.equals("model") ? "assistant" : "user", text);
        }
    }

    private static String texts(JsonNode content) {
        var text = new StringBuilder();
        content.path("parts").forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }

    /** Gemini sends calls whole, and counts in every chunk. */
    @Override
    public Frames stream(Reply reply) {
        var lead = reply.thinks() ? chunk(reply, "{\"text\":\"Let me think.\",\"thought\":true}", null, 0) : "";
        var frames = new ArrayList<String>();
        for (int i = 0; i < reply.pieces().size(); i++) {
            frames.add(chunk(reply, part(reply.pieces().get(i)), null, i + 1));
        }
        for (int i = 0; i < reply.uses().size(); i++) {
            frames.add(chunk(reply, call(reply, i), null, 0));
        }
        return new Frames(
                lead,
                frames,
                chunk(reply, part(""), reason(reply.finish()), reply.usage().completion()));
    }

    private static String chunk(Reply reply, String part, @Nullable String finish, int completion) {
        return "data: " + response(reply, "[" + part + "]", finish, completion) + "\r\n\r\n";
    }

    @Override
    public String whole(Reply reply) {
        var parts = reply.calls() ? Json.list(reply.uses(), i -> call(reply, i)) : "[" + part(reply.text()) + "]";
        return response(reply, parts, reason(reply.finish()), reply.usage().completion());
    }

    private static String response(Reply reply, String parts, @Nullable String finish, int completion) {
        return "{\"candidates\":[{\"content\":{\"parts\":" + parts + ",\"role\":\"model\"}"
                + (finish == null ? "" : ",\"finishReason\":\"" + finish + "\"") + ",\"index\":0}],"
                + usage(reply.usage(), completion) + ",\"modelVersion\":"
                + quoted(reply.request().model())
                + ",\"responseId\":\"" + reply.id() + "\"}";
    }

    private static String part(String text) {
        return "{\"text\":" + quoted(text) + "}";
    }

    private static String call(Reply reply, int index) {
        var use = reply.uses().get(index);
        return "{\"functionCall\":{\"name\":" + quoted(use.tool()) + ",\"args\":" + use.arguments() + ",\"id\":\""
                + reply.id() + index + "\"}" + (index == 0 ? ",\"thoughtSignature\":\"c3RhbmQtaW4=\"" : "") + "}";
    }

    private static String usage(Reply.Usage usage, int completion) {
        return "\"usageMetadata\":{\"promptTokenCount\":" + usage.prompt()
                + (usage.cached() > 0 ? ",\"cachedContentTokenCount\":" + usage.cached() : "")
                + (completion > 0 ? ",\"candidatesTokenCount\":" + completion : "")
                + (usage.thoughts() > 0 ? ",\"thoughtsTokenCount\":" + usage.thoughts() : "") + ",\"totalTokenCount\":"
                + (usage.prompt() + completion + usage.thoughts()) + "}";
    }

    private static String reason(String finish) {
        return switch (finish) {
            case "length" -> "MAX_TOKENS";
            case "content_filter" -> "SAFETY";
            default -> "STOP";
        };
    }

    /** The wait stands in the body here; there is no header for it. */
    @Override
    public Problem problem(Step.Fail failure) {
        int status = failure.status() == 401 ? 400 : failure.status();
        return new Problem(status, null, error(failure, status));
    }

    @Override
    public String fault(Step.Fail failure) {
        return "data: " + error(failure, failure.status()) + "\r\n\r\n";
    }

    private static String error(Step.Fail failure, int status) {
        var name = switch (status) {
            case 400 -> "INVALID_ARGUMENT";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> "INTERNAL";
        };
        var details = "";
        if (BAD_KEY.equals(failure.code()) || failure.status() == 401) {
            details = ",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"" + BAD_KEY
                    + "\",\"domain\":\"googleapis.com\"}]";
        } else if (failure.retryAfterSeconds() != null) {
            details = ",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\""
                    + failure.retryAfterSeconds() + "s\"}]";
        }
        return "{\"error\":{\"code\":" + status + ",\"message\":" + quoted(failure.message()) + ",\"status\":\"" + name
                + "\"" + details + "}}";
    }

    @Override
    public String streamType() {
        return "text/event-stream";
    }

    @Override
    public String models(String model) {
        return "{\"models\":[{\"name\":" + quoted("models/" + model) + ",\"version\":\"1\",\"displayName\":"
                + quoted(model) + ",\"supportedGenerationMethods\":[\"generateContent\"]}]}";
    }
}

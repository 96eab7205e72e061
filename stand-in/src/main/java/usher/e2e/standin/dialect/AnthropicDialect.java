package usher.e2e.standin.dialect;

import static usher.e2e.standin.dialect.Json.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Objects;
import usher.e2e.standin.ChatRequest;
import usher.e2e.standin.StandInProvider;
import usher.e2e.standin.Step;

/** Anthropic's messages. */
final class AnthropicDialect implements Dialect {
    private static final int FRAGMENT = 7;
    private static final int OVERLOADED = 529;

    /** Documented is {@code x-api-key}; the official client has come to send a bearer. */
    @Override
    public String key(HttpServerRequest http) {
        return Objects.requireNonNullElseGet(http.getHeader("x-api-key"), () -> OpenAiDialect.bearer(http));
    }

    @Override
    public ChatRequest read(HttpServerRequest http, JsonNode body) {
        var key = key(http);
        if (key.isEmpty() || key.equals(StandInProvider.REFUSED_KEY)) {
            throw new Refused(401, null, key.isEmpty() ? "x-api-key header is required" : "invalid x-api-key");
        }
        if (http.getHeader("anthropic-version") == null) {
            throw new Refused(400, null, "anthropic-version: header is required");
        }
        for (var field : new String[] {"model", "messages", "max_tokens"}) {
            if (!body.hasNonNull(field)) {
                throw new Refused(400, null, field + ": Field required");
            }
        }
        if (body.path("temperature").asDouble(0) > 1) {
            throw new Refused(400, null, "temperature: range: 0..1");
        }
        var request =
                new Translation(body.path("model").asText(), body.path("stream").asBoolean(false));
        request.bound(body.path("max_tokens"));
        if (body.hasNonNull("system")) {
            request.message("system", texts(body.path("system")));
        }
        messages(request, body.path("messages"));
        for (var tool : body.path("tools")) {
            request.tool(tool.path("name").asText(), tool.path("description").asText(""), tool.path("input_schema"));
        }
        return request.checked(
                "messages: `tool_use` ids were found without `tool_result` blocks immediately after.",
                "messages: unexpected `tool_use_id` found in `tool_result` blocks.");
    }

    private static void messages(Translation request, JsonNode messages) {
        if (!"user".equals(messages.path(0).path("role").asText())) {
            throw new Refused(400, null, "messages: first message must use the \"user\" role");
        }
        for (var message : messages) {
            var role = message.path("role").asText();
            if (!role.equals("user") && !role.equals("assistant")) {
                throw new Refused(400, null, "messages: Input should be 'user' or 'assistant'");
            }
            var content = message.path("content");
            var text = texts(content);
            boolean calls = false;
            for (var block : content) {
                if ("tool_result".equals(block.path("type").asText())) {
                    request.result(block.path("tool_use_id").asText(), texts(block.path("content")));
                }
                calls |= "tool_use".equals(block.path("type").asText());
            }
            if (!text.isEmpty() || calls) {
                request.message(role, text);
            } else if (content.isTextual() || content.isEmpty()) {
                throw new Refused(400, null, "messages: text content blocks must be non-empty");
            }
            for (var block : content) {
                if ("tool_use".equals(block.path("type").asText())) {
                    request.call(block.path("id").asText(), block.path("name").asText(), block.path("input"));
                }
            }
        }
    }

    /** A text, or the texts of a list of blocks. */
    private static String texts(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        var text = new StringBuilder();
        content.forEach(block -> text.append(block.path("text").asText("")));
        return text.toString();
    }

    @Override
    public Frames stream(Reply reply) {
        var lead = new StringBuilder(event(
                "message_start",
                "\"message\":{" + head(reply) + ",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                        + usage(reply, 1) + "}"));
        lead.append(event("ping", ""));
        int index = 0;
        if (reply.thinks()) {
            lead.append(start(index, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"))
                    .append(delta(index, "{\"type\":\"thinking_delta\",\"thinking\":\"Let me think.\"}"))
                    .append(delta(index, "{\"type\":\"signature_delta\",\"signature\":\"c3RhbmQtaW4=\"}"))
                    .append(stop(index));
            index++;
        }
        var frames = new ArrayList<String>();
        if (!reply.calls()) {
            lead.append(start(index, "{\"type\":\"text\",\"text\":\"\"}"));
            int at = index;
            reply.pieces()
                    .forEach(
                            piece -> frames.add(delta(at, "{\"type\":\"text_delta\",\"text\":" + quoted(piece) + "}")));
        }
        for (int i = 0; i < reply.uses().size(); i++) {
            if (i > 0) {
                frames.add(stop(index++));
            }
            frames.add(start(index, use(reply, i, "{}")));
            for (var fragment : Json.fragments(reply.uses().get(i).arguments(), FRAGMENT)) {
                frames.add(delta(index, "{\"type\":\"input_json_delta\",\"partial_json\":" + quoted(fragment) + "}"));
            }
        }
        return new Frames(lead.toString(), frames, stop(index) + end(reply));
    }

    private static String end(Reply reply) {
        int output = reply.usage().completion() + reply.usage().thoughts();
        return event(
                        "message_delta",
                        "\"delta\":{\"stop_reason\":\"" + reason(reply.finish())
                                + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":" + output + "}")
                + event("message_stop", "");
    }

    @Override
    public String whole(Reply reply) {
        var content = reply.calls()
                ? Json.list(reply.uses(), i -> use(reply, i, reply.uses().get(i).arguments()))
                : "[{\"type\":\"text\",\"text\":" + quoted(reply.text()) + "}]";
        int output = reply.usage().completion() + reply.usage().thoughts();
        return "{" + head(reply) + ",\"content\":" + content + ",\"stop_reason\":\"" + reason(reply.finish())
                + "\",\"stop_sequence\":null," + usage(reply, output) + "}";
    }

    private static String head(Reply reply) {
        return "\"id\":\"msg_" + reply.id() + "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":"
                + quoted(reply.request().model());
    }

    /** What was read from the cache is not counted as input here. */
    private static String usage(Reply reply, int output) {
        var usage = reply.usage();
        return "\"usage\":{\"input_tokens\":" + (usage.prompt() - usage.cached())
                + ",\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":" + usage.cached()
                + ",\"output_tokens\":"
                + output + ",\"service_tier\":\"standard\"}";
    }

    private static String use(Reply reply, int index, String input) {
        return "{\"type\":\"tool_use\",\"id\":\"toolu_" + reply.id() + index + "\",\"name\":"
                + quoted(reply.uses().get(index).tool()) + ",\"input\":" + input + "}";
    }

    private static String start(int index, String block) {
        return event("content_block_start", "\"index\":" + index + ",\"content_block\":" + block);
    }

    private static String delta(int index, String delta) {
        return event("content_block_delta", "\"index\":" + index + ",\"delta\":" + delta);
    }

    private static String stop(int index) {
        return event("content_block_stop", "\"index\":" + index);
    }

    private static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + (fields.isEmpty() ? "" : "," + fields)
                + "}\n\n";
    }

    private static String reason(String finish) {
        return switch (finish) {
            case "length" -> "max_tokens";
            case "tool_calls" -> "tool_use";
            case "content_filter" -> "refusal";
            default -> "end_turn";
        };
    }

    @Override
    public Problem problem(Step.Fail failure) {
        int status = failure.status() == 503 ? OVERLOADED : failure.status();
        return new Problem(status, failure.retryAfterSeconds(), error(failure));
    }

    @Override
    public String fault(Step.Fail failure) {
        return "event: error\ndata: " + error(failure) + "\n\n";
    }

    private static String error(Step.Fail failure) {
        var type = switch (failure.status()) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, OVERLOADED -> "overloaded_error";
            default -> failure.status() < 500 ? "invalid_request_error" : "api_error";
        };
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":" + quoted(failure.message())
                + "}}";
    }

    @Override
    public String streamType() {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public String idHeader() {
        return "request-id";
    }

    @Override
    public String models(String model) {
        var name = quoted(model);
        return "{\"data\":[{\"type\":\"model\",\"id\":" + name + ",\"display_name\":" + name
                + ",\"created_at\":\"2026-01-01T00:00:00Z\"}],\"has_more\":false,\"first_id\":" + name + ",\"last_id\":"
                + name
                + "}";
    }
}

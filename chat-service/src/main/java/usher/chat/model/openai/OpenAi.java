package usher.chat.model.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import usher.chat.model.Prompt;
import usher.chat.model.ToolCall;
import usher.chat.model.prompt.Dialogue.Message;
import usher.chat.model.prompt.Dialogues;
import usher.chat.model.wire.AnswerSoFar;
import usher.chat.model.wire.Endpoint;
import usher.chat.model.wire.Protocol;
import usher.chat.model.wire.WireRequest;
import usher.contracts.event.ToolDefinition;
import usher.contracts.id.CallId;

/** Chat completions. See platform.openai.com/docs/api-reference/chat/create. */
public final class OpenAi implements Protocol {
    /** OpenAI's reasoning models refuse a temperature, and the old name of the bound. */
    private static final Pattern REASONING = Pattern.compile("(o\\d|gpt-[5-9]).*");

    private static final int ID_LENGTH = 9;
    private static final int ID_RADIX = 36;

    private final Dialogues dialogues;
    private final ObjectMapper mapper;

    public OpenAi(Dialogues dialogues, ObjectMapper mapper) {
        this.dialogues = dialogues;
        this.mapper = mapper;
    }

    @Override
    public WireRequest request(Endpoint endpoint, Prompt prompt) {
        var dialogue = dialogues.of(prompt, endpoint.nativeTools());
        return WireRequest.post(endpoint.baseUrl() + "/chat/completions", credential(endpoint), mapper, json -> {
            json.writeStringField("model", endpoint.model());
            json.writeBooleanField("stream", true);
            limits(json, endpoint, prompt.limits());
            json.writeObjectFieldStart("stream_options");
            json.writeBooleanField("include_usage", true);
            json.writeEndObject();
            json.writeArrayFieldStart("messages");
            message(json, "system", dialogue.system());
            for (var message : dialogue.messages()) {
                message(json, message);
            }
            json.writeEndArray();
            tools(json, dialogue.tools());
        });
    }

    @Override
    public void read(com.fasterxml.jackson.core.JsonParser frame, AnswerSoFar answer) throws IOException {
        OpenAiFrames.read(frame, answer);
    }

    /** Azure takes keys in a header of its own. */
    static Map<String, String> credential(Endpoint endpoint) {
        return endpoint.baseUrl().contains(".azure.com/")
                ? Map.of("api-key", endpoint.key())
                : WireRequest.bearer(endpoint.key());
    }

    private static void limits(JsonGenerator json, Endpoint endpoint, Prompt.Limits limits) throws IOException {
        if (REASONING.matcher(endpoint.model()).matches()) {
            json.writeNumberField("max_completion_tokens", limits.maxTokens());
        } else {
            json.writeNumberField("temperature", limits.temperature());
            json.writeNumberField("max_tokens", limits.maxTokens());
        }
    }

    private void message(JsonGenerator json, Message message) throws IOException {
        switch (message) {
            case Message.Asked(var text) -> message(json, "user", text);
            case Message.Said(var text) -> message(json, "assistant", text);
            case Message.Called(var calls) -> called(json, calls);
            case Message.Returned(var outcomes) -> {
                for (var outcome : outcomes) {
                    json.writeStartObject();
                    json.writeStringField("role", "tool");
                    json.writeStringField("tool_call_id", id(outcome.call()));
                    json.writeStringField("content", dialogues.content(outcome).toString());
                    json.writeEndObject();
                }
            }
        }
    }

    private static void message(JsonGenerator json, String role, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role);
        json.writeStringField("content", text);
        json.writeEndObject();
    }

    private static void called(JsonGenerator json, List<ToolCall> calls) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", "assistant");
        json.writeNullField("content");
        json.writeArrayFieldStart("tool_calls");
        for (var call : calls) {
            json.writeStartObject();
            json.writeStringField("id", id(call.id()));
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", call.name());
            json.writeStringField("arguments", call.arguments().toString());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Nine letters and digits, because Mistral takes no others. Unique among the calls of one turn is enough. */
    private static String id(CallId call) {
        var text = Long.toString(call.value().getLeastSignificantBits() & Long.MAX_VALUE, ID_RADIX);
        return "0".repeat(Math.max(0, ID_LENGTH - text.length()))
                + text.substring(Math.max(0, text.length() - ID_LENGTH));
    }

    private static void tools(JsonGenerator json, List<ToolDefinition> tools) throws IOException {
        if (tools.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tools");
        for (var tool : tools) {
            json.writeStartObject();
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", tool.name());
            json.writeStringField("description", tool.description());
            json.writeFieldName("parameters");
            json.writeTree(tool.parameters());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

package usher.chat.model.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import usher.chat.model.Prompt;
import usher.chat.model.ToolCall;
import usher.chat.model.ToolOutcome;
import usher.chat.model.prompt.Dialogue.Message;
import usher.chat.model.prompt.Dialogues;
import usher.chat.model.wire.AnswerSoFar;
import usher.chat.model.wire.Endpoint;
import usher.chat.model.wire.Protocol;
import usher.chat.model.wire.WireRequest;
import usher.contracts.event.ToolDefinition;

/** Messages. See docs.claude.com/en/api/messages. */
public final class Anthropic implements Protocol {
    private static final String VERSION = "2023-06-01";
    private static final double HOTTEST = 1;

    private final Dialogues dialogues;
    private final ObjectMapper mapper;

    public Anthropic(Dialogues dialogues, ObjectMapper mapper) {
        this.dialogues = dialogues;
        this.mapper = mapper;
    }

    @Override
    public WireRequest request(Endpoint endpoint, Prompt prompt) {
        var dialogue = dialogues.of(prompt, endpoint.nativeTools()).begunByVisitor();
        var headers = Map.of("x-api-key", endpoint.key(), "anthropic-version", VERSION);
        return WireRequest.post(endpoint.baseUrl() + "/v1/messages", headers, mapper, json -> {
            json.writeStringField("model", endpoint.model());
            json.writeNumberField("max_tokens", prompt.limits().maxTokens());
            json.writeNumberField(
                    "temperature", Math.min(HOTTEST, prompt.limits().temperature()));
            json.writeBooleanField("stream", true);
            json.writeStringField("system", dialogue.system());
            json.writeArrayFieldStart("messages");
            for (var message : dialogue.messages()) {
                message(json, message);
            }
            json.writeEndArray();
            tools(json, dialogue.tools());
        });
    }

    @Override
    public void read(JsonParser frame, AnswerSoFar answer) throws IOException {
        AnthropicEvents.read(frame, answer);
    }

    private void message(JsonGenerator json, Message message) throws IOException {
        json.writeStartObject();
        switch (message) {
            case Message.Asked(var text) -> {
                json.writeStringField("role", "user");
                json.writeStringField("content", text);
            }
            case Message.Said(var text) -> {
                json.writeStringField("role", "assistant");
                json.writeStringField("content", text);
            }
            case Message.Called(var calls) -> called(json, calls);
            case Message.Returned(var outcomes) -> returned(json, outcomes);
        }
        json.writeEndObject();
    }

    private static void called(JsonGenerator json, List<ToolCall> calls) throws IOException {
        json.writeStringField("role", "assistant");
        json.writeArrayFieldStart("content");
        for (var call : calls) {
            json.writeStartObject();
            json.writeStringField("type", "tool_use");
            json.writeStringField("id", call.id().toString());
            json.writeStringField("name", call.name());
            json.writeFieldName("input");
            json.writeTree(call.arguments());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** All results of a round come in one message, or the model learns to call one tool at a time. */
    private void returned(JsonGenerator json, List<ToolOutcome> outcomes) throws IOException {
        json.writeStringField("role", "user");
        json.writeArrayFieldStart("content");
        for (var outcome : outcomes) {
            json.writeStartObject();
            json.writeStringField("type", "tool_result");
            json.writeStringField("tool_use_id", outcome.call().toString());
            json.writeStringField("content", dialogues.content(outcome).toString());
            if (!outcome.succeeded()) {
                json.writeBooleanField("is_error", true);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void tools(JsonGenerator json, List<ToolDefinition> tools) throws IOException {
        if (tools.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tools");
        for (var tool : tools) {
            json.writeStartObject();
            json.writeStringField("name", tool.name());
            json.writeStringField("description", tool.description());
            json.writeFieldName("input_schema");
            json.writeTree(tool.parameters());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

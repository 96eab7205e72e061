package usher.chat.model.ollama;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import usher.chat.model.Prompt;
import usher.chat.model.ToolCall;
import usher.chat.model.prompt.Dialogue.Message;
import usher.chat.model.prompt.Dialogues;
import usher.chat.model.wire.AnswerSoFar;
import usher.chat.model.wire.Endpoint;
import usher.chat.model.wire.Protocol;
import usher.chat.model.wire.WireRequest;
import usher.contracts.event.ToolDefinition;

/** Chat. See docs.ollama.com/api/chat. */
public final class Ollama implements Protocol {
    private final Dialogues dialogues;
    private final ObjectMapper mapper;

    public Ollama(Dialogues dialogues, ObjectMapper mapper) {
        this.dialogues = dialogues;
        this.mapper = mapper;
    }

    @Override
    public WireRequest request(Endpoint endpoint, Prompt prompt) {
        var dialogue = dialogues.of(prompt, endpoint.nativeTools());
        var headers = WireRequest.bearer(endpoint.key());
        return WireRequest.post(endpoint.baseUrl() + "/api/chat", headers, mapper, json -> {
            json.writeStringField("model", endpoint.model());
            json.writeBooleanField("stream", true);
            json.writeArrayFieldStart("messages");
            message(json, "system", dialogue.system());
            for (var message : dialogue.messages()) {
                message(json, message);
            }
            json.writeEndArray();
            tools(json, dialogue.tools());
            json.writeObjectFieldStart("options");
            json.writeNumberField("temperature", prompt.limits().temperature());
            json.writeNumberField("num_predict", prompt.limits().maxTokens());
            json.writeEndObject();
        });
    }

    @Override
    public void read(JsonParser frame, AnswerSoFar answer) throws IOException {
        OllamaLines.read(frame, answer);
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
                    json.writeStringField("tool_name", outcome.name());
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

    /** Calls have no ids here: results follow in their order. */
    private static void called(JsonGenerator json, List<ToolCall> calls) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", "assistant");
        json.writeStringField("content", "");
        json.writeArrayFieldStart("tool_calls");
        for (var call : calls) {
            json.writeStartObject();
            json.writeObjectFieldStart("function");
            json.writeStringField("name", call.name());
            json.writeFieldName("arguments");
            json.writeTree(call.arguments());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
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

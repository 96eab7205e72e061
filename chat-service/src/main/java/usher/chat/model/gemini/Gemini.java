package usher.chat.model.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import usher.contracts.id.CallId;

/** Streamed content. See ai.google.dev/api/generate-content. */
public final class Gemini implements Protocol {
    private static final String MODELS = "models/";

    private final Dialogues dialogues;
    private final ObjectMapper mapper;

    /**
     * Gemini 3 refuses a call's result unless the signature of its thoughts comes back with the call (see
     * ai.google.dev/gemini-api/docs/thought-signatures). The rounds of a turn run in one process and follow at once.
     */
    private final Cache<CallId, String> signatures = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    public Gemini(Dialogues dialogues, ObjectMapper mapper) {
        this.dialogues = dialogues;
        this.mapper = mapper;
    }

    @Override
    public WireRequest request(Endpoint endpoint, Prompt prompt) {
        var dialogue = dialogues.of(prompt, endpoint.nativeTools()).begunByVisitor();
        return WireRequest.post(url(endpoint), Map.of("x-goog-api-key", endpoint.key()), mapper, json -> {
            json.writeObjectFieldStart("systemInstruction");
            parts(json, dialogue.system());
            json.writeEndObject();
            json.writeArrayFieldStart("contents");
            for (var message : dialogue.messages()) {
                message(json, message);
            }
            json.writeEndArray();
            tools(json, dialogue.tools());
            json.writeObjectFieldStart("generationConfig");
            json.writeNumberField("temperature", prompt.limits().temperature());
            json.writeNumberField("maxOutputTokens", prompt.limits().maxTokens());
            json.writeEndObject();
        });
    }

    @Override
    public void read(JsonParser frame, AnswerSoFar answer) throws IOException {
        GeminiChunks.read(frame, answer, signatures::put);
    }

    private static String url(Endpoint endpoint) {
        var name = endpoint.model();
        var bare = name.startsWith(MODELS) ? name.substring(MODELS.length()) : name;
        return endpoint.baseUrl() + "/v1beta/models/" + URLEncoder.encode(bare, StandardCharsets.UTF_8)
                + ":streamGenerateContent?alt=sse";
    }

    private void message(JsonGenerator json, Message message) throws IOException {
        json.writeStartObject();
        switch (message) {
            case Message.Asked(var text) -> {
                json.writeStringField("role", "user");
                parts(json, text);
            }
            case Message.Said(var text) -> {
                json.writeStringField("role", "model");
                parts(json, text);
            }
            case Message.Called(var calls) -> called(json, calls);
            case Message.Returned(var outcomes) -> returned(json, outcomes);
        }
        json.writeEndObject();
    }

    private static void parts(JsonGenerator json, String text) throws IOException {
        json.writeArrayFieldStart("parts");
        json.writeStartObject();
        json.writeStringField("text", text);
        json.writeEndObject();
        json.writeEndArray();
    }

    private void called(JsonGenerator json, List<ToolCall> calls) throws IOException {
        json.writeStringField("role", "model");
        json.writeArrayFieldStart("parts");
        for (var call : calls) {
            json.writeStartObject();
            json.writeObjectFieldStart("functionCall");
            json.writeStringField("id", call.id().toString());
            json.writeStringField("name", call.name());
            json.writeFieldName("args");
            json.writeTree(call.arguments());
            json.writeEndObject();
            var signature = signatures.getIfPresent(call.id());
            if (signature != null) {
                json.writeStringField("thoughtSignature", signature);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void returned(JsonGenerator json, List<ToolOutcome> outcomes) throws IOException {
        json.writeStringField("role", "user");
        json.writeArrayFieldStart("parts");
        for (var outcome : outcomes) {
            json.writeStartObject();
            json.writeObjectFieldStart("functionResponse");
            json.writeStringField("id", outcome.call().toString());
            json.writeStringField("name", outcome.name());
            json.writeFieldName("response");
            json.writeTree(dialogues.content(outcome));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** {@code parametersJsonSchema} takes any JSON Schema; {@code parameters} would take a part of OpenAPI's. */
    private static void tools(JsonGenerator json, List<ToolDefinition> tools) throws IOException {
        if (tools.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tools");
        json.writeStartObject();
        json.writeArrayFieldStart("functionDeclarations");
        for (var tool : tools) {
            json.writeStartObject();
            json.writeStringField("name", tool.name());
            json.writeStringField("description", tool.description());
            json.writeFieldName("parametersJsonSchema");
            json.writeTree(tool.parameters());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }
}

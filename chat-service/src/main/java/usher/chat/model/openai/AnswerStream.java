package usher.chat.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import usher.chat.model.ModelEvent;
import usher.chat.model.ModelFailure;
import usher.chat.model.TokenUse;
import usher.chat.model.ToolCall;
import usher.contracts.id.CallId;
import usher.kit.time.Ids;

/**
 * Reads the chunks of one streamed answer: text as it comes, tool calls put together from their pieces, usage and the end.
 * An answer without its end is a failure, whatever arrived before.
 */
final class AnswerStream {
    private static final String DONE = "[DONE]";
    /** OpenAI's rule of thumb for English text. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final ObjectMapper mapper;
    private final Ids ids;
    private final Consumer<ModelEvent> sink;
    private final TreeMap<Integer, Piece> calls = new TreeMap<>();
    private final int requestLength;
    private @Nullable String finishReason;
    private boolean done;
    private boolean counted;
    private long answerLength;

    /** {@code requestLength} in characters, for providers that do not count tokens themselves. */
    AnswerStream(ObjectMapper mapper, Ids ids, int requestLength, Consumer<ModelEvent> sink) {
        this.requestLength = requestLength;
        this.mapper = mapper;
        this.ids = ids;
        this.sink = sink;
    }

    private static final class Piece {
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
    }

    void data(String data) {
        if (data.equals(DONE)) {
            done = true;
            return;
        }
        var chunk = read(data);
        if (chunk.has("error")) {
            throw new ModelFailure(
                    "model-failed", chunk.path("error").path("message").asText("error in the stream"));
        }
        var usage = chunk.path("usage");
        if (usage.isObject()) {
            counted = true;
            sink.accept(new ModelEvent.Usage(tokens(usage)));
        }
        for (var choice : chunk.path("choices")) {
            choice(choice);
        }
    }

    private void choice(JsonNode choice) {
        var delta = choice.path("delta");
        var text = delta.path("content").asText("");
        if (!text.isEmpty()) {
            answerLength += text.length();
            sink.accept(new ModelEvent.Text(text));
        }
        for (var call : delta.path("tool_calls")) {
            var piece = calls.computeIfAbsent(call.path("index").asInt(calls.size()), at -> new Piece());
            piece.name += call.path("function").path("name").asText("");
            piece.arguments.append(call.path("function").path("arguments").asText(""));
        }
        if (choice.path("finish_reason").isTextual()) {
            finishReason = choice.path("finish_reason").asText();
        }
    }

    /** The connection ended. */
    void end() {
        if (finishReason == null && !done) {
            throw new ModelFailure("model-interrupted", "The stream ended before the answer did");
        }
        List<ModelEvent> last = new ArrayList<>();
        if (!counted) {
            last.add(estimate());
        }
        for (var piece : calls.values()) {
            last.add(new ModelEvent.Call(new ToolCall(new CallId(ids.next()), piece.name, arguments(piece))));
        }
        last.add(new ModelEvent.End(finishReason == null ? "stop" : finishReason));
        last.forEach(sink);
    }

    /** Use that a provider does not count is estimated rather than given away. */
    private ModelEvent.Usage estimate() {
        long called = calls.values().stream()
                .mapToLong(piece -> piece.arguments.length())
                .sum();
        return new ModelEvent.Usage(TokenUse.of(
                1 + requestLength / CHARACTERS_PER_TOKEN, 1 + (answerLength + called) / CHARACTERS_PER_TOKEN));
    }

    /** The provider counts what it had cached among the prompt's tokens, and reasoning among the completion's. */
    private static TokenUse tokens(JsonNode usage) {
        long prompt = usage.path("prompt_tokens").asLong();
        long cached = usage.path("prompt_tokens_details").path("cached_tokens").asLong();
        long completion = usage.path("completion_tokens").asLong();
        long reasoning =
                usage.path("completion_tokens_details").path("reasoning_tokens").asLong();
        return new TokenUse(prompt - cached, cached, completion - reasoning, reasoning);
    }

    /** Arguments that are no JSON object go on as an empty one; the tool's schema then says what is missing. */
    private JsonNode arguments(Piece piece) {
        try {
            var arguments = mapper.readTree(piece.arguments.toString());
            return arguments.isObject() ? arguments : mapper.createObjectNode();
        } catch (JsonProcessingException e) {
            return mapper.createObjectNode();
        }
    }

    private JsonNode read(String data) {
        try {
            return mapper.readTree(data);
        } catch (JsonProcessingException e) {
            throw new ModelFailure("model-failed", "The stream is not JSON", e);
        }
    }
}

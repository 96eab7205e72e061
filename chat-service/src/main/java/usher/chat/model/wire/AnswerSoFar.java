package usher.chat.model.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import usher.chat.model.ModelEvent;
import usher.chat.model.TokenUse;
import usher.chat.model.ToolCall;
import usher.chat.model.prompt.TextCalls;
import usher.contracts.id.CallId;

/**
 * What one try has brought: text goes on as it comes; tool calls are put together from their pieces and go on at the end,
 * after the usage. An answer without its end is a failure, whatever arrived before.
 */
public final class AnswerSoFar {
    /** OpenAI's rule of thumb for English text. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final ObjectMapper mapper;
    private final Supplier<UUID> ids;
    private final Consumer<ModelEvent> sink;
    private final int requestLength;
    private final @Nullable TextCalls textCalls;
    private final TreeMap<Integer, Piece> calls = new TreeMap<>();
    private @Nullable String finishReason;
    private @Nullable TokenUse tokens;
    private boolean done;
    private boolean shown;
    private long steps;
    private long length;

    /** {@code requestLength} in characters, for providers that do not count tokens themselves. */
    AnswerSoFar(Means means, Consumer<ModelEvent> sink, int requestLength, boolean nativeTools) {
        this.mapper = means.mapper();
        this.ids = means.ids();
        this.sink = sink;
        this.requestLength = requestLength;
        this.textCalls = nativeTools ? null : new TextCalls(mapper);
    }

    /** A tool call in the making. */
    public static final class Piece {
        private final CallId id;
        private final StringBuilder name = new StringBuilder();
        private final StringBuilder arguments = new StringBuilder();

        Piece(CallId id) {
            this.id = id;
        }

        public CallId id() {
            return id;
        }

        public Piece name(String part) {
            name.append(part);
            return this;
        }

        public Piece arguments(String part) {
            arguments.append(part);
            return this;
        }
    }

    public void text(String delta) {
        if (delta.isEmpty()) {
            return;
        }
        steps++;
        length += delta.length();
        show(textCalls == null ? delta : textCalls.hear(delta));
    }

    /** A token came that nobody sees, for example of the model's reasoning. */
    public void progressed() {
        steps++;
    }

    /** The call at this place of the answer, a new one if it is the first piece of it. */
    public Piece call(int index) {
        steps++;
        return calls.computeIfAbsent(index, at -> new Piece(new CallId(ids.get())));
    }

    /** How many calls have begun; the place of the next. */
    public int calls() {
        return calls.size();
    }

    /** What the provider has counted by now; later counts replace earlier ones. */
    public void counted(TokenUse use) {
        tokens = use;
    }

    public TokenUse counted() {
        return tokens == null ? TokenUse.NONE : tokens;
    }

    /** {@code stop}, {@code length}, {@code tool_calls} or {@code content_filter}. */
    public void finished(String reason) {
        finishReason = reason;
    }

    /** The protocol's last frame has come. */
    public void done() {
        done = true;
    }

    /** The provider says in the middle of its answer that it failed. */
    public RuntimeException failed(JsonNode error) {
        return Errors.inStream(error);
    }

    boolean isWhole() {
        return done || finishReason != null;
    }

    /** Something was passed on, so that another try would say it twice. */
    boolean isShown() {
        return shown;
    }

    long steps() {
        return steps;
    }

    /** The answer is whole: what was held back, the usage, the calls and the end. */
    void end() {
        if (textCalls != null) {
            show(textCalls.rest());
            textCalls
                    .calls()
                    .forEach(call -> call(calls.size())
                            .name(call.name())
                            .arguments(call.arguments().toString()));
        }
        sink.accept(new ModelEvent.Usage(tokens == null ? estimate() : tokens));
        for (var piece : calls.values()) {
            sink.accept(new ModelEvent.Call(new ToolCall(piece.id, piece.name.toString(), arguments(piece))));
        }
        sink.accept(new ModelEvent.End(reason()));
    }

    private void show(String text) {
        if (!text.isEmpty()) {
            shown = true;
            sink.accept(new ModelEvent.Text(text));
        }
    }

    /** Servers differ in whether an answer that calls tools ends with {@code stop}. */
    private String reason() {
        var reason = finishReason == null ? "stop" : finishReason;
        return switch (reason) {
            case "stop" -> calls.isEmpty() ? "stop" : "tool_calls";
            case "tool_calls" -> calls.isEmpty() ? "stop" : "tool_calls";
            default -> reason;
        };
    }

    /** Use that a provider does not count is estimated rather than given away. */
    private TokenUse estimate() {
        long called = calls.values().stream()
                .mapToLong(piece -> piece.arguments.length())
                .sum();
        return TokenUse.of(1 + requestLength / CHARACTERS_PER_TOKEN, 1 + (length + called) / CHARACTERS_PER_TOKEN);
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
}

package usher.chat.assistant;

import java.util.ArrayList;
import java.util.List;
import usher.chat.conversation.Answer;
import usher.chat.conversation.ToolUse;
import usher.chat.model.Answering;
import usher.chat.model.ModelEvent;
import usher.chat.model.Prompt;
import usher.chat.model.TokenUse;
import usher.chat.model.ToolCall;
import usher.contracts.id.MessageId;

/** An answer in the making, over all rounds of one turn. One turn, one thread at a time. */
final class Draft {
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final StringBuilder text = new StringBuilder();
    private final Markers markers;
    private final List<ToolUse> tools = new ArrayList<>();
    private final List<ToolCall> wanted = new ArrayList<>();
    private TokenUse tokens = TokenUse.NONE;
    private String finishReason = "stop";
    private boolean counted;
    private int roundBegan;
    private boolean handedBack;

    Draft(List<Prompt.Passage> passages) {
        this.markers = new Markers(passages);
    }

    /** Takes in what the model says; answers what of it the visitor sees now. */
    String hear(ModelEvent event) {
        return switch (event) {
            case ModelEvent.Text said -> say(markers.renumber(said.delta()));
            case ModelEvent.Call call -> {
                wanted.add(call.call());
                yield "";
            }
            case ModelEvent.Usage used -> {
                tokens = tokens.plus(used.tokens());
                counted = true;
                yield "";
            }
            case ModelEvent.End end -> {
                finishReason = end.finishReason();
                yield say(markers.rest());
            }
        };
    }

    /**
     * Ends the answer where it is, because the visitor stopped it. What the provider will charge for the broken round it
     * has not said; it is estimated.
     */
    void stop(Prompt prompt) {
        say(markers.rest());
        wanted.clear();
        finishReason = "stopped";
        if (!counted) {
            tokens = tokens.plus(TokenUse.of(
                    1 + prompt.length() / CHARACTERS_PER_TOKEN,
                    1 + (text.length() - roundBegan) / CHARACTERS_PER_TOKEN));
        }
    }

    /** A model begins to speak. */
    void begin() {
        counted = false;
        roundBegan = text.length();
    }

    /** The tools the model asked for in this round, once. */
    List<ToolCall> takeWanted() {
        var calls = List.copyOf(wanted);
        wanted.clear();
        return calls;
    }

    /** What the model used so far. */
    TokenUse used() {
        return tokens;
    }

    boolean wantsTools() {
        return !wanted.isEmpty();
    }

    boolean isSilent() {
        return text.isEmpty();
    }

    boolean endsOpen() {
        return !text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1));
    }

    /** The caller runs these tools itself and comes back with what they returned. */
    void handBack(List<ToolCall> calls) {
        handedBack = true;
        calls.forEach(call ->
                used(new ToolUse(call.id(), call.name(), call.name(), "requested", call.arguments(), null, null)));
    }

    String say(String words) {
        text.append(words);
        return words;
    }

    void used(ToolUse use) {
        tools.add(use);
    }

    Answer finish(MessageId message, Prompt prompt, Answering by, int personaVersion) {
        return new Answer(
                message,
                text.toString().strip(),
                finishReason(),
                markers.citations(),
                tools,
                prompt.passages().stream()
                        .map(passage -> new Answer.Evidence(passage.document(), passage.chunk(), passage.score()))
                        .toList(),
                by.provider(),
                by.name(),
                personaVersion,
                new Answer.Tokens(tokens.input() + tokens.cached(), tokens.output() + tokens.reasoning()),
                new Answer.Cost(
                        by.inputPrice().micros(tokens.input() + tokens.cached()),
                        by.outputPrice().micros(tokens.output() + tokens.reasoning())));
    }

    private String finishReason() {
        if (handedBack) {
            return "tool_calls";
        }
        return finishReason.equals("tool_calls") ? "stop" : finishReason;
    }
}

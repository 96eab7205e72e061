package usher.chat.assistant;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Answer;
import usher.chat.conversation.ToolUse;
import usher.chat.model.Answering;
import usher.chat.model.Attempts;
import usher.chat.model.ModelEvent;
import usher.chat.model.Prompt;
import usher.chat.model.ToolCall;
import usher.chat.receipt.Hashes;
import usher.chat.receipt.Provenance;
import usher.contracts.id.MessageId;

/** An answer in the making, over all rounds of one turn. One turn, one thread at a time. */
final class Draft {
    private final StringBuilder text = new StringBuilder();
    private final Markers markers;
    private final List<ToolUse> tools = new ArrayList<>();
    private final List<ToolCall> wanted = new ArrayList<>();
    private final Attempts attempts = new Attempts();
    private final Origin origin;
    private final InstantSource clock;
    private final long began;
    private @Nullable Long firstToken;
    private String finishReason = "stop";
    private boolean handedBack;

    /** {@code clock} tells how long it takes; it has begun now. */
    Draft(Origin origin, InstantSource clock) {
        this.markers = new Markers(origin.prompt().passages());
        this.origin = origin;
        this.clock = clock;
        this.began = clock.millis();
    }

    /** What the answer is made from, before anybody speaks. */
    record Origin(MessageId message, Prompt prompt, Answering by, int personaVersion) {}

    Attempts attempts() {
        return attempts;
    }

    /** Takes in what the model says; answers what of it the visitor sees now. */
    String hear(ModelEvent event) {
        return switch (event) {
            case ModelEvent.Text said -> {
                firstToken = firstToken == null ? (Long) (clock.millis() - began) : firstToken;
                yield say(markers.renumber(said.delta()));
            }
            case ModelEvent.Call call -> {
                wanted.add(call.call());
                yield "";
            }
            case ModelEvent.Started started -> "";
            case ModelEvent.Usage used -> "";
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
    void stop() {
        say(markers.rest());
        wanted.clear();
        finishReason = "stopped";
        attempts.stop();
    }

    /** The tools the model asked for in this round, once. */
    List<ToolCall> takeWanted() {
        var calls = List.copyOf(wanted);
        wanted.clear();
        return calls;
    }

    /** What all models used so far. */
    Attempts.Sum spent() {
        return attempts.sum();
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

    /** The labels of what the visitor must confirm before it is done. */
    List<String> waiting() {
        return tools.stream().filter(ToolUse::isWaiting).map(ToolUse::label).toList();
    }

    /** The last use of a tool, of which there must be one. */
    ToolUse latest() {
        return tools.getLast();
    }

    Answer finish() {
        return soFar(finishReason());
    }

    /** The answer as it stands at this moment. */
    Answer soFar(String reason) {
        return new Answer(
                origin.message(),
                text.toString().strip(),
                reason,
                markers.citations(),
                tools,
                origin.prompt().passages().stream().map(Draft::evidence).toList(),
                origin.personaVersion(),
                new Provenance(
                        origin.by().first().name(),
                        origin.by().decision(),
                        attempts,
                        PromptHash.of(origin.prompt()),
                        new Provenance.Timing(firstToken, clock.millis() - began)));
    }

    private static Answer.Evidence evidence(Prompt.Passage passage) {
        var live = passage.live();
        return new Answer.Evidence(
                passage.document(),
                passage.chunk(),
                passage.score(),
                Hashes.sha256(passage.text()),
                live == null ? null : live.source(),
                live == null ? null : live.at());
    }

    private String finishReason() {
        if (handedBack) {
            return "tool_calls";
        }
        return finishReason.equals("tool_calls") ? "stop" : finishReason;
    }
}

package usher.chat.turn;

import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import usher.chat.conversation.Citation;
import usher.chat.conversation.MessageView;
import usher.chat.guard.PausedWords;
import usher.chat.limit.Admission.Admitted;
import usher.chat.turn.ReplyEvent.CitationAdded;
import usher.chat.turn.ReplyEvent.LimitWarning;
import usher.chat.turn.ReplyEvent.MessageCompleted;
import usher.chat.turn.ReplyEvent.TextDelta;
import usher.chat.turn.ReplyEvent.ToolProgress;
import usher.chat.turn.ReplyEvent.TurnCompleted;
import usher.chat.turn.ReplyEvent.TurnStarted;
import usher.chat.turn.ReplyEvent.Usage;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TurnId;

/** What a turn tells beside its answer, and the frames of one that was answered before, from the stored message. */
final class Told {
    private Told() {}

    static Multi<Frame> frames(TurnId turn, ConversationId conversation, MessageView message) {
        var events = new ArrayList<ReplyEvent>();
        events.add(new TurnStarted(turn, conversation, message.id()));
        message.toolCalls()
                .forEach(tool ->
                        events.add(new ToolProgress(tool.id(), tool.label(), tool.state(), tool.confirmation())));
        if (!message.text().isEmpty()) {
            events.add(new TextDelta(message.id(), message.text()));
        }
        message.citations().forEach(citation -> events.add(cited(citation)));
        events.add(new MessageCompleted(message.id(), String.valueOf(message.finishReason()), null));
        events.add(new TurnCompleted(turn));
        return frames(events);
    }

    /** Of a turn that waits for people. */
    static Multi<Frame> paused(TurnId turn, ConversationId conversation, MessageId message, String locale) {
        return frames(List.of(
                new TurnStarted(turn, conversation, message),
                new TextDelta(message, PausedWords.in(locale)),
                new MessageCompleted(message, "paused", null),
                new TurnCompleted(turn)));
    }

    private static Multi<Frame> frames(List<ReplyEvent> events) {
        return Multi.createFrom().range(0, events.size()).map(at -> new Frame(at + 1, events.get(at)));
    }

    static ReplyEvent cited(Citation citation) {
        return new CitationAdded(citation.index(), citation.title(), citation.url(), citation.kind());
    }

    static List<LimitWarning> warnings(Admitted admitted) {
        return admitted.allowance().warnings().stream()
                .map(near ->
                        new LimitWarning(near.metric(), near.limit(), near.used(), near.reached(), near.resetsAt()))
                .toList();
    }

    static Usage usage(Admitted admitted) {
        return new Usage(
                admitted.allowance().messagesLeft(), admitted.allowance().resetsAt());
    }
}

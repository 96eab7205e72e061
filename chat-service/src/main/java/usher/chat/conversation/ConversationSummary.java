package usher.chat.conversation;

import java.time.Instant;
import usher.contracts.id.ConversationId;
import usher.contracts.id.VisitorId;

/** A conversation as its visitor sees it in a list. */
public record ConversationSummary(
        ConversationId id, VisitorId visitor, String status, String preview, Instant startedAt, Instant lastMessageAt) {
    static ConversationSummary of(ConversationView view) {
        return new ConversationSummary(
                view.id(), view.visitor(), view.status(), view.preview(), view.startedAt(), view.lastMessageAt());
    }
}

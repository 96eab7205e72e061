package usher.chat.conversation.management;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.VisitorId;

/** A conversation as its visitor sees it in a list. */
public record ConversationSummary(
        ConversationId id,
        VisitorId visitor,
        String status,
        String title,
        boolean pinned,
        String preview,
        long messageCount,
        @Nullable String language,
        Instant startedAt,
        Instant lastMessageAt) {

    public static ConversationSummary of(ConversationView view) {
        return new ConversationSummary(
                view.id(),
                view.visitor(),
                view.status(),
                view.title(),
                view.pinned(),
                view.preview(),
                view.messageCount(),
                view.language(),
                view.startedAt(),
                view.lastMessageAt());
    }
}

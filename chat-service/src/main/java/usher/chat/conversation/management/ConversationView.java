package usher.chat.conversation.management;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.VisitorId;

/**
 * A conversation in lists and at the head of its page. {@code visitorName} is known only of signed identities. Language and
 * intent are those of the newest question that was understood; {@code sentiment} is the mean of all, from -1 to 1.
 */
public record ConversationView(
        ConversationId id,
        VisitorId visitor,
        @Nullable String visitorName,
        @Nullable String visitorEmail,
        String status,
        String title,
        boolean pinned,
        String locale,
        String preview,
        int turns,
        long messageCount,
        long tokensInput,
        long tokensOutput,
        int toolCalls,
        long costMicros,
        @Nullable String language,
        @Nullable Double sentiment,
        @Nullable String intent,
        Instant startedAt,
        Instant lastMessageAt,
        @Nullable Instant endedAt) {}

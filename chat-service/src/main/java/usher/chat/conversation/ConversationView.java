package usher.chat.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.VisitorId;

/** A conversation in lists and at the head of its page; {@code visitorName} is known only of signed identities. */
public record ConversationView(
        ConversationId id,
        VisitorId visitor,
        @Nullable String visitorName,
        @Nullable String visitorEmail,
        String status,
        String locale,
        String preview,
        int turns,
        long tokensInput,
        long tokensOutput,
        int toolCalls,
        long costMicros,
        Instant startedAt,
        Instant lastMessageAt,
        @Nullable Instant endedAt) {}

package usher.chat.approval;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import usher.chat.conversation.Confirmations.Waiting;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.VisitorId;

/** An act that waits for a yes until {@code expires_at}; {@code arguments} as the model said them, without the visitor's identity. */
record WaitingView(
        CallId call,
        ConversationId conversation,
        VisitorId visitor,
        String tool,
        String label,
        JsonNode arguments,
        Instant askedAt,
        Instant expiresAt) {
    static WaitingView of(Waiting waiting) {
        var use = waiting.use();
        return new WaitingView(
                use.id(),
                waiting.conversation(),
                waiting.visitor(),
                use.name(),
                use.label(),
                use.arguments(),
                waiting.askedAt(),
                waiting.expiresAt());
    }
}

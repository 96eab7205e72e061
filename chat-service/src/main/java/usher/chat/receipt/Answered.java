package usher.chat.receipt;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;

/** What a receipt is made of: the answer and its place in the conversation. Texts go in and only their hashes stay. */
public record Answered(
        Place place,
        MessageId message,
        Instant at,
        String text,
        String finishReason,
        int personaVersion,
        List<Passage> passages,
        List<Tool> tools,
        Provenance from) {

    public record Place(TenantId tenant, ConversationId conversation, TurnId turn, int number) {}

    /** {@code document} is an entry of the knowledge, or the operation that was asked {@code at} that time. */
    public record Passage(
            String document,
            int chunk,
            double score,
            String textHash,
            @Nullable Instant at) {}

    public record Tool(
            CallId call,
            String name,
            String state,
            String arguments,
            @Nullable String result,
            @Nullable Long ms) {}
}

package usher.tool.invocation.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.InvocationId;
import usher.contracts.id.MessageId;

/**
 * One call as the tenant's people see it; neither values of the visitor's identity nor secrets are in arguments and result.
 * {@code state} is running, awaiting, succeeded, failed, declined or expired; a test has no conversation.
 */
@Schema(
        description =
                "state is running, awaiting, succeeded, failed, declined or expired. uncertain: the target may have done"
                        + " its work all the same. repeats: the call whose outcome was told again. A test has no conversation."
                        + " origin is conversation, test, trial, live or stock; all but the first have no conversation, and only a"
                        + " trial says in asked_by who asked. An entry of origin stock stands for an hour of looks that found the same:"
                        + " attempts says how many. settled_at: when a look-up said what became of it.")
public record InvocationView(
        InvocationId id,
        String tool,
        @Nullable ConversationId conversation,
        CallId call,
        JsonNode arguments,
        @Nullable JsonNode result,
        String state,
        @Nullable Integer httpStatus,
        @Nullable Integer attempts,
        @Nullable Long durationMs,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        Instant createdAt,
        @Nullable MessageId message,
        @Nullable String risk,
        @Nullable String target,
        @Nullable String display,
        boolean uncertain,
        boolean test,
        @Nullable InvocationId repeats,
        @Nullable String idempotencyKey,
        @Nullable DecisionView decision,
        @Nullable Instant expiresAt,
        String origin,
        @Nullable String askedBy,
        @Nullable Instant settledAt) {

    /** What was decided, by whom ({@code vis_…} or, for a test, {@code mem_…}), in which message, and when. */
    public record DecisionView(
            String decision, String by, @Nullable MessageId message, Instant at) {}
}

package usher.tool.invocation.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.InvocationId;
import usher.tool.invocation.effect.CallState;
import usher.tool.invocation.effect.LastAttempt;
import usher.tool.invocation.endpoint.Endpoint;

/** What is stored when a call arrives: the tenant's endpoint for the tool, and the same call if it came before. */
public record Standing(
        @Nullable Endpoint endpoint, @Nullable Before before) {
    /** {@code ending} is null while the call runs or waits, for which it has until {@code deadline}. */
    public record Before(
            InvocationId id,
            CallId call,
            String tool,
            @Nullable ConversationId conversation,
            CallState state,
            boolean uncertain,
            Instant deadline,
            @Nullable String target,
            @Nullable Ending ending) {
        public LastAttempt attempt() {
            return new LastAttempt(state, uncertain, deadline);
        }

        public Stored stored() {
            return new Stored(id, tool, conversation, null);
        }

        public boolean late(Instant now) {
            return !now.isBefore(deadline);
        }
    }
}

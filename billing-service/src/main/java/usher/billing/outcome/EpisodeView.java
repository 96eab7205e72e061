package usher.billing.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.billing.outcome.episode.Evidence;
import usher.contracts.id.ConversationId;
import usher.contracts.id.EpisodeId;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;

/**
 * A matter of a visitor and what it was charged as. {@code metric} and {@code charged_at} are of the charge that stands; {@code evidence} are the
 * signals that decided what it is now. Lists show it without history and moves.
 */
record EpisodeView(
        EpisodeId id,
        TenantId tenant,
        ConversationId conversation,
        String state,
        boolean assisted,
        @Nullable String reason,
        List<Evidence> evidence,
        int rulesVersion,
        Instant beganAt,
        @Nullable Instant concludedAt,
        @Nullable String metric,
        @Nullable Instant chargedAt,
        @Nullable Reversal reversal,
        @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) List<StepView> history,
        @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) List<MoveView> moves) {

    /** The charge was taken back for good. */
    record Reversal(Instant at, String by, String reason) {}

    record StepView(Instant at, String state, String reason, List<Evidence> evidence) {}

    /**
     * A charge or what took one back. {@code event} is its entry in the ledger; both entries occurred at {@code occurred_at}, and it came to this
     * one at {@code decided_at}. {@code by} is who took it back by hand.
     */
    record MoveView(
            EventId event,
            String metric,
            int quantity,
            Instant occurredAt,
            Instant decidedAt,
            Instant recordedAt,
            String outcome,
            String reason,
            List<Evidence> evidence,
            int rulesVersion,
            @Nullable String by) {}

    EpisodeView with(List<StepView> history, List<MoveView> moves) {
        return new EpisodeView(
                id,
                tenant,
                conversation,
                state,
                assisted,
                reason,
                evidence,
                rulesVersion,
                beganAt,
                concludedAt,
                metric,
                chargedAt,
                reversal,
                history,
                moves);
    }
}

package usher.billing.subscription;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ChangeId;

/** A change of a subscription; one that is scheduled begins later, one that was withdrawn never did. */
record ChangeView(
        ChangeId id,
        Instant startsAt,
        String state,
        String plan,
        int planVersion,
        int seats,
        String madeBy,
        Instant madeAt,
        boolean scheduled,
        @Nullable Instant withdrawnAt) {
    static ChangeView of(PhaseRow phase, Instant now) {
        return new ChangeView(
                new ChangeId(phase.id()),
                phase.startsAt(),
                phase.state().name().toLowerCase(Locale.ROOT),
                phase.plan().code(),
                phase.plan().version(),
                phase.seats(),
                phase.madeBy(),
                phase.madeAt(),
                phase.withdrawnAt() == null && phase.startsAt().isAfter(now),
                phase.withdrawnAt());
    }
}

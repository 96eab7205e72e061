package usher.billing.subscription;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import usher.billing.charge.Phase;
import usher.billing.plan.PlanKey;

/** What a subscription is to be from a moment on, to the second. */
record Move(Phase.State state, PlanKey plan, int seats, Instant at) {
    Move {
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }
}

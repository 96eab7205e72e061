package usher.billing.closing;

import java.time.Instant;
import usher.billing.charge.Phase;
import usher.billing.plan.PlanKey;

/** What a subscription would be from a moment on. */
public record Planned(Instant at, Phase.State state, PlanKey plan, int seats) {}

package usher.billing.plan;

import jakarta.validation.constraints.NotNull;

/** Whether a plan may be chosen. */
record SellPlan(@NotNull Boolean enabled) {}

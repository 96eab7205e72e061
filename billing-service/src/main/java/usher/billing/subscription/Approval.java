package usher.billing.subscription;

import jakarta.validation.constraints.NotNull;

/** Whether a tenant may choose plans that cost money by itself. */
record Approval(@NotNull Boolean approved) {}

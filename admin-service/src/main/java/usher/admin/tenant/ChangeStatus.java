package usher.admin.tenant;

import jakarta.validation.constraints.NotNull;
import usher.contracts.event.TenantStatus;

/** Whether a tenant may act from now on. {@code deleted} is for good. */
record ChangeStatus(@NotNull TenantStatus status) {}

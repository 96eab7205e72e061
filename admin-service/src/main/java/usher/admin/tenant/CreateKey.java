package usher.admin.tenant;

import jakarta.validation.constraints.NotNull;
import usher.contracts.event.TenantKey;

/** Which kind of key to make. */
record CreateKey(@NotNull TenantKey.Kind kind) {}

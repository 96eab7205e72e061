package usher.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a tenant may act. Suspended tenants are refused with a reason, deleted ones as if their keys were unknown. */
public enum TenantStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("suspended")
    SUSPENDED,
    @JsonProperty("deleted")
    DELETED
}

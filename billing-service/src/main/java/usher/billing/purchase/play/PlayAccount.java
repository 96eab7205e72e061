package usher.billing.purchase.play;

import usher.contracts.id.TenantId;

/** A tenant's app in the store, opened for one call. */
public record PlayAccount(TenantId tenant, String packageName, ServiceAccount account) {}

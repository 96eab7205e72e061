package usher.billing.subscription;

import io.smallrye.mutiny.Uni;
import usher.contracts.id.TenantId;

/** Whether what a tenant chooses could be charged to it. Payments know; they build on subscriptions, so it is asked by this. */
public interface PaymentMeans {
    Uni<Boolean> canPay(TenantId tenant);
}

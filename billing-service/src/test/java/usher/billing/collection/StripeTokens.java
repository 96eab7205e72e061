package usher.billing.collection;

import io.quarkus.arc.Arc;
import usher.contracts.id.PaymentMethodId;
import usher.contracts.id.TenantId;

/** What Stripe calls a method that was kept: nobody is told by the API. */
public final class StripeTokens {
    private StripeTokens() {}

    public static String of(TenantId tenant, String method) {
        return Arc.container()
                .instance(Methods.class)
                .get()
                .began(tenant, PaymentMethodId.fromString(method))
                .await()
                .indefinitely()
                .token();
    }
}

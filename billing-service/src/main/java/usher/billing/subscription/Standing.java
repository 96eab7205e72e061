package usher.billing.subscription;

import usher.billing.entitlement.Entitlement;
import usher.billing.plan.Plan;

/** A subscription and what may be used under it now. */
record Standing(Subscription subscription, Entitlement entitlement) {
    static Standing of(Subscription subscription, Plan plan) {
        var entitlement = Entitlement.of(plan, subscription.agreed());
        return new Standing(subscription, subscription.rests() ? entitlement.nothing() : entitlement);
    }
}

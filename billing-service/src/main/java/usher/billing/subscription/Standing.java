package usher.billing.subscription;

import usher.billing.entitlement.Entitlement;
import usher.billing.plan.Plan;

/** A subscription, what may be used under it now, and what others are told of that: with the seats that are paid for. */
record Standing(Subscription subscription, String planName, Entitlement entitlement, Entitlement told) {
    static Standing of(Subscription subscription, Plan plan) {
        var agreed = Entitlement.of(plan, subscription.agreed());
        var now = subscription.rests() ? agreed.nothing() : agreed;
        return new Standing(subscription, plan.name(), now, now.seated(plan, subscription.seats()));
    }
}

package usher.billing;

import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.kit.test.ArchitectureRules;

class ArchitectureTest {
    /**
     * Usage and counts see all tenants, because one batch from Kafka holds the events of many; wallets, because credits of all end by
     * time, and so do visitors' subscriptions, of which the store speaks before the tenant is known; so do the jobs that look for whose
     * time has come or who has reached a threshold, and the platform's own lists. Signals of outcomes come in batches of many tenants, and are judged so. The seller's accounts with payment providers are no
     * tenant's, and a provider's webhook does not say whose payment it is about.
     */
    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check(
                "usher.billing",
                Set.of(
                        "usher.billing.usage",
                        "usher.billing.counted",
                        "usher.billing.wallet",
                        "usher.billing.purchase",
                        "usher.billing.purchase.play",
                        "usher.billing.subscription",
                        "usher.billing.closing",
                        "usher.billing.invoice",
                        "usher.billing.payment",
                        "usher.billing.collection",
                        "usher.billing.dunning",
                        "usher.billing.topup",
                        "usher.billing.alert",
                        "usher.billing.summary",
                        "usher.billing.revenue",
                        "usher.billing.overview",
                        "usher.billing.outcome.signal",
                        "usher.billing.outcome.book"));
    }
}

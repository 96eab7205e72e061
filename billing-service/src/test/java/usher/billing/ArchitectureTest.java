package usher.billing;

import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.kit.test.ArchitectureRules;

class ArchitectureTest {
    /**
     * Usage sees all tenants, because one batch from Kafka holds the events of many; wallets, because credits of all end by
     * time, and so do visitors' subscriptions, of which the store speaks before the tenant is known; so do the jobs that look for whose time has come, and the platform's list of all invoices.
     */
    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check(
                "usher.billing",
                Set.of(
                        "usher.billing.usage",
                        "usher.billing.wallet",
                        "usher.billing.purchase",
                        "usher.billing.purchase.play",
                        "usher.billing.subscription",
                        "usher.billing.closing",
                        "usher.billing.invoice"));
    }
}

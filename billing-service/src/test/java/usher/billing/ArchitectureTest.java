package usher.billing;

import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.kit.test.ArchitectureRules;

class ArchitectureTest {
    /** Usage alone sees all tenants: one batch from Kafka holds the events of many. */
    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check("usher.billing", Set.of("usher.billing.usage"));
    }
}

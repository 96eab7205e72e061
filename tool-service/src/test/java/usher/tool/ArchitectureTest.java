package usher.tool;

import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.kit.test.ArchitectureRules;

class ArchitectureTest {
    /**
     * Jobs for all tenants: calls summed up and deleted, those ended that dead replicas left behind, those in doubt looked up, and
     * watches claimed that are due; plans come in batches of many tenants.
     */
    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check(
                "usher.tool",
                Set.of(
                        "usher.tool.invocation.record",
                        "usher.tool.invocation.lookup",
                        "usher.tool.statistic",
                        "usher.tool.stock",
                        "usher.tool.allowance"));
    }
}

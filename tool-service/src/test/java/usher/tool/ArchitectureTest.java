package usher.tool;

import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.kit.test.ArchitectureRules;

class ArchitectureTest {
    /** Calls that dead replicas left behind are ended for all tenants. */
    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check("usher.tool", Set.of("usher.tool.invocation"));
    }
}

package usher.tool;

import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.kit.test.ArchitectureRules;

class ArchitectureTest {
    /** The summing up and deleting of calls sees all tenants. */
    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check("usher.tool", Set.of("usher.tool.statistic"));
    }
}

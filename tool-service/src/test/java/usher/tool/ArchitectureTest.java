package usher.tool;

import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.kit.test.ArchitectureRules;

class ArchitectureTest {
    /** Only the jobs that seal secrets anew, and that sum up and delete calls, see all tenants. */
    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check("usher.tool", Set.of("usher.tool.credential..", "usher.tool.statistic"));
    }
}

package usher.tool;

import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.kit.test.ArchitectureRules;

class ArchitectureTest {
    /** Only the job that seals every tenant's secrets anew sees all tenants. */
    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check("usher.tool", Set.of("usher.tool.credential.."));
    }
}

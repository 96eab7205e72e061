package usher.tool;

import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.kit.test.ArchitectureRules;

class ArchitectureTest {
    /** No package may see all tenants. */
    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check("usher.tool", Set.of());
    }
}

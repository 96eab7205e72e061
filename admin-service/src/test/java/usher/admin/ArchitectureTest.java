package usher.admin;

import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.kit.test.ArchitectureRules;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfEveryService() {
        ArchitectureRules.check("usher.admin", Set.of());
    }
}

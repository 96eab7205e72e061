package usher.chat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.kit.test.ArchitectureRules;

class ArchitectureTest {
    @Test
    void theRulesHold() {
        // Snapshots arrive in batches of many tenants, and so do the turns of a replica; everything else works for one.
        ArchitectureRules.check("usher.chat", Set.of("usher.chat.limit", "usher.chat.tool", "usher.chat.conversation"));
    }
}

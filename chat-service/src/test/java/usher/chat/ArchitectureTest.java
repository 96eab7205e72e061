package usher.chat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.kit.test.ArchitectureRules;

class ArchitectureTest {
    @Test
    void theRulesHold() {
        // Snapshots arrive in batches of many tenants, and rows of all are indexed and retired; the rest works for one.
        ArchitectureRules.check(
                "usher.chat",
                Set.of(
                        "usher.chat.conversation.management",
                        "usher.chat.limit",
                        "usher.chat.retention",
                        "usher.chat.tool"));
    }
}

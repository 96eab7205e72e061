package usher.chat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.kit.test.ArchitectureRules;

class ArchitectureTest {
    @Test
    void theRulesHold() {
        // Snapshots come in batches of many tenants; turns are kept alive, rows indexed and retired, and months counted
        // on,
        // for all at once.
        ArchitectureRules.check(
                "usher.chat",
                Set.of(
                        "usher.chat.conversation",
                        "usher.chat.conversation.management",
                        "usher.chat.limit",
                        "usher.chat.retention",
                        "usher.chat.subscriber",
                        "usher.chat.tool",
                        "usher.chat.usage"));
    }
}

package usher.admin;

import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.kit.test.ArchitectureRules;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfEveryService() {
        // Sign-ins belong to members of all tenants, and what has ended is swept for all of them; so is what is due and
        // what is old of notices; so are programs' secrets; seats come in batches; all secrets are sealed anew.
        ArchitectureRules.check(
                "usher.admin",
                Set.of(
                        "usher.admin.session",
                        "usher.admin.notice.delivery",
                        "usher.admin.oauth.grant",
                        "usher.admin.seat",
                        "usher.admin.sealing"));
    }
}

package usher.chat.model.choice;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/**
 * The platform's models, for tenants that chose nothing for a role: those of the tenant's plan, and below them those of everybody.
 * Each needs a price in the registry.
 */
@ConfigMapping(prefix = "usher.model.default")
public interface DefaultModels extends RoleDefaults {
    /** By the plan's code: what tenants of that plan have for a role instead. Roles it leaves out are everybody's. */
    Map<String, RoleDefaults> plans();
}

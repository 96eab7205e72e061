package usher.tool.allowance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "usher.limit")
interface AllowanceConfig {
    /** Where a refusal by the plan sends people. */
    @WithDefault("/admin/billing")
    String upgradeUrl();
}

package usher.billing.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "usher.billing.subscription")
interface SubscriptionConfig {
    /** Which plans tenants choose themselves. */
    enum SelfService {
        /** Those that cost nothing; and, once the platform has approved a tenant, all on offer. */
        FREE,
        /** All on offer. */
        ANY
    }

    /** As above; {@code any} in the profiles local, dev and test. */
    @WithDefault("free")
    SelfService selfService();

    /** Where a refusal sends people. */
    @WithDefault("/admin/billing")
    String payUrl();
}

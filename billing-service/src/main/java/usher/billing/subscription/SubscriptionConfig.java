package usher.billing.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "usher.billing.subscription")
interface SubscriptionConfig {
    /** Which plans tenants choose themselves. */
    enum SelfService {
        /** Those that cost nothing; all on offer, once a tenant keeps a payment method that works or the platform has approved it. */
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

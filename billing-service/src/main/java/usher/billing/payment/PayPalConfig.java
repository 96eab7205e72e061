package usher.billing.payment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where PayPal is. */
@ConfigMapping(prefix = "usher.paypal")
interface PayPalConfig {
    /** Its REST API; the sandbox is https://api-m.sandbox.paypal.com. */
    @WithDefault("https://api-m.paypal.com")
    String url();

    /** The domain that certificates of webhooks may come from, itself or below. */
    @WithDefault("paypal.com")
    String certificateDomain();
}

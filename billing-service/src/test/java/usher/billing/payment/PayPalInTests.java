package usher.billing.payment;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;

/** Where PayPal is for all tests: the stand-in. */
@Mock
@ApplicationScoped
public class PayPalInTests implements PayPalConfig {
    public static final PayPalStandIn PAYPAL = new PayPalStandIn();

    @Override
    public String url() {
        return PAYPAL.url();
    }

    @Override
    public String certificateDomain() {
        return "paypal.com";
    }
}

package usher.billing.payment;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Where Stripe is for all tests: the stand-in, which is waited for only a short while. */
@Mock
@ApplicationScoped
public class StripeInTests implements StripeConfig {
    public static final StripeStandIn STRIPE = StripeStandIn.start();

    @Override
    public String stripeUrl() {
        return STRIPE.url();
    }

    @Override
    public Duration stripeConnectTimeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration stripeReadTimeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int stripeRetries() {
        return 0;
    }

    @Override
    public int stripeFailuresToOpen() {
        return 5;
    }

    @Override
    public Duration stripeOpenFor() {
        return Duration.ofMillis(200);
    }
}

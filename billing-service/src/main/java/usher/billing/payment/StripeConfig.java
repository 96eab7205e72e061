package usher.billing.payment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where Stripe is and how long it is waited for. */
@ConfigMapping(prefix = "usher.billing.payment")
interface StripeConfig {
    /** Base URL of Stripe's API. */
    @WithDefault("https://api.stripe.com")
    String stripeUrl();

    /** How long a connection may take. */
    @WithDefault("3s")
    Duration stripeConnectTimeout();

    /** How long an answer may take, each time it is asked. */
    @WithDefault("10s")
    Duration stripeReadTimeout();

    /** How often a call is repeated that was not answered; always under the same idempotency key. */
    @WithDefault("2")
    int stripeRetries();

    /** After so many unanswered calls in a row Stripe is left alone. */
    @WithDefault("5")
    int stripeFailuresToOpen();

    /** For how long it is left alone. */
    @WithDefault("15s")
    Duration stripeOpenFor();
}

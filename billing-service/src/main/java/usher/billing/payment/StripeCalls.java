package usher.billing.payment;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.PermissionException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Calls of Stripe. Its library blocks, so each call has a virtual thread of its own; what follows goes on where the caller was. After some
 * calls in a row without an answer nothing is asked for a while, and then one call is tried.
 */
@ApplicationScoped
class StripeCalls {
    private final StripeConfig config;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private int unanswered;
    private Instant closedUntil = Instant.MIN;

    StripeCalls(StripeConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /** What is asked, within one thread. */
    interface Call<T> {
        T of(StripeClient stripe) throws StripeException;
    }

    /** Fails with a {@link ProviderFault} alone. */
    <T> Uni<T> ask(ProviderSettings settings, Call<T> call) {
        var back = Vertx.currentContext();
        Uni<T> asked = Uni.createFrom().item(() -> answer(settings, call)).runSubscriptionOn(threads);
        return back == null ? asked : asked.emitOn(then -> back.runOnContext(any -> then.run()));
    }

    private <T> T answer(ProviderSettings settings, Call<T> call) {
        if (!admits()) {
            throw new ProviderFault(false, "provider-left-alone", null);
        }
        try {
            var answer = call.of(client(settings));
            worked();
            return answer;
        } catch (StripeException failure) {
            throw fault(failure);
        }
    }

    private StripeClient client(ProviderSettings settings) {
        return StripeClient.builder()
                .setApiKey(settings.get(StripeProvider.SECRET_KEY))
                .setApiBase(config.stripeUrl())
                .setConnectTimeout((int) config.stripeConnectTimeout().toMillis())
                .setReadTimeout((int) config.stripeReadTimeout().toMillis())
                .setMaxNetworkRetries(config.stripeRetries())
                .build();
    }

    /** A call that Stripe answered with no was answered. */
    private ProviderFault fault(StripeException failure) {
        boolean away = failure instanceof ApiConnectionException
                || failure instanceof RateLimitException
                || (failure instanceof ApiException && status(failure) >= 500);
        if (away) {
            failed();
            return new ProviderFault(false, "provider-unavailable", failure);
        }
        worked();
        boolean ours = failure instanceof AuthenticationException
                || failure instanceof PermissionException
                || failure instanceof IdempotencyException
                || status(failure) == 409;
        return ours
                ? new ProviderFault(false, "account-refused", failure)
                : new ProviderFault(true, code(failure.getCode()), failure);
    }

    private static int status(StripeException failure) {
        return Objects.requireNonNullElse(failure.getStatusCode(), 0);
    }

    private static String code(@Nullable String code) {
        return code == null || code.isBlank() ? "request-refused" : code;
    }

    private synchronized boolean admits() {
        var now = clock.instant();
        if (now.isBefore(closedUntil)) {
            return false;
        }
        if (unanswered >= config.stripeFailuresToOpen()) {
            // One is tried; the others wait for what comes of it.
            closedUntil = now.plus(config.stripeOpenFor());
        }
        return true;
    }

    private synchronized void worked() {
        unanswered = 0;
        closedUntil = Instant.MIN;
    }

    private synchronized void failed() {
        unanswered++;
        if (unanswered >= config.stripeFailuresToOpen()) {
            closedUntil = clock.instant().plus(config.stripeOpenFor());
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}

package usher.billing.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.paypal.sdk.Environment;
import com.paypal.sdk.PaypalServerSdkClient;
import com.paypal.sdk.authentication.ClientCredentialsAuthModel;
import com.paypal.sdk.exceptions.ApiException;
import com.paypal.sdk.http.response.ApiResponse;
import com.paypal.sdk.models.OAuthToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import usher.billing.remote.Away;
import usher.billing.remote.Remote;
import usher.kit.access.Authenticator;
import usher.kit.seal.Sealer;

/**
 * Calls of PayPal by its server SDK. It blocks, so each call has a virtual thread, and so many are under way at most; what follows
 * goes on where the caller was. Nothing of it is loaded before the first call.
 */
@ApplicationScoped
class PayPalCalls {
    private static final int AT_ONCE = 16;
    private static final int UNAUTHORIZED = 401;
    private static final Duration BEFORE_THE_END = Duration.ofMinutes(2);

    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofVirtual().name("paypal-", 0).factory());
    private final Cache<String, Kept> tokens =
            Caffeine.newBuilder().maximumSize(100).build();
    private final OkHttpClient http;
    private final Remote remote;
    private final Sealer sealer;
    private final InstantSource clock;

    PayPalCalls(PayPalConfig config, Sealer sealer, InstantSource clock) {
        this.http = PayPalTransport.to(config.url());
        this.remote = new Remote("PayPal", clock);
        this.sealer = sealer;
        this.clock = clock;
    }

    /** A token as it is kept: a heap that is looked into gives none away. */
    private record Kept(String sealed, Instant until) {}

    /** What is asked, within one thread. */
    interface Call<T> {
        ApiResponse<T> of(PaypalServerSdkClient paypal) throws ApiException, IOException;
    }

    private interface Act<T> {
        @Nullable
        T of(String token) throws ApiException, IOException;
    }

    /** What it answered; a {@link ProviderFault}, declined if it said no, with its word for why. */
    <T> Uni<T> ask(ProviderSettings settings, Call<T> call) {
        return act(settings, token -> call.of(client(settings, token)).getResult());
    }

    /** An access token, for what the SDK does not know. */
    Uni<String> token(ProviderSettings settings) {
        return act(settings, token -> token);
    }

    /** A token may be taken back before its end. */
    void forget(ProviderSettings settings) {
        tokens.invalidate(key(settings));
    }

    /** One for all that is asked of PayPal, so that it is left alone as a whole. */
    Remote remote() {
        return remote;
    }

    private <T> Uni<T> act(ProviderSettings settings, Act<T> act) {
        var back = Vertx.currentContext();
        Uni<T> asked = remote.call(
                        () -> Uni.createFrom().item(() -> answer(settings, act)).runSubscriptionOn(threads),
                        ProviderFault.class)
                .onFailure(Away.class)
                .transform(away -> new ProviderFault(false, "provider-unavailable", away));
        return back == null ? asked : asked.emitOn(then -> back.runOnContext(any -> then.run()));
    }

    private <T> T answer(ProviderSettings settings, Act<T> act) {
        try {
            var answer = signedIn(settings, act);
            if (answer == null) {
                throw new ProviderFault(false, "provider-unreadable", null);
            }
            return answer;
        } catch (ApiException no) {
            throw PayPalRefusal.of(no);
        } catch (JsonProcessingException unreadable) {
            throw new ProviderFault(false, "provider-unreadable", unreadable);
        } catch (IOException silent) {
            throw new UncheckedIOException(silent);
        }
    }

    private <T> @Nullable T signedIn(ProviderSettings settings, Act<T> act) throws ApiException, IOException {
        try {
            return act.of(signIn(settings));
        } catch (ApiException refused) {
            if (refused.getResponseCode() != UNAUTHORIZED) {
                throw refused;
            }
            forget(settings);
            return act.of(signIn(settings));
        }
    }

    private String signIn(ProviderSettings settings) throws IOException {
        var kept = tokens.getIfPresent(key(settings));
        if (kept != null && clock.instant().isBefore(kept.until())) {
            return sealer.open(Providers.PLATFORM, kept.sealed());
        }
        try {
            var fetched = client(settings, null).getClientCredentialsAuth().fetchToken();
            var life = Duration.ofSeconds(Objects.requireNonNullElse(fetched.getExpiresIn(), 0L));
            var token = Objects.requireNonNullElse(fetched.getAccessToken(), "");
            tokens.put(
                    key(settings),
                    new Kept(
                            sealer.seal(Providers.PLATFORM, token),
                            clock.instant().plus(life).minus(BEFORE_THE_END)));
            return token;
        } catch (ApiException no) {
            throw PayPalRefusal.isAnswer(no)
                    ? new ProviderFault(true, "credentials-refused", no)
                    : PayPalRefusal.of(no);
        }
    }

    private PaypalServerSdkClient client(ProviderSettings settings, @Nullable String token) {
        var account = new ClientCredentialsAuthModel.Builder(
                settings.get(PayPal.CLIENT_ID), settings.get(PayPal.CLIENT_SECRET));
        if (token != null) {
            account.oAuthToken(new OAuthToken.Builder(token, "Bearer").build());
        }
        return new PaypalServerSdkClient.Builder()
                .environment(Environment.PRODUCTION)
                .httpClientConfig(config -> config.httpClientInstance(http, false))
                .clientCredentialsAuth(account.build())
                .build();
    }

    /** Another secret is another account here. */
    private static String key(ProviderSettings settings) {
        return Authenticator.sha256(settings.get(PayPal.CLIENT_ID) + "\n" + settings.get(PayPal.CLIENT_SECRET));
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
        http.connectionPool().evictAll();
    }
}

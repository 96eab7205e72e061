package usher.billing.payment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import usher.billing.remote.Away;
import usher.billing.remote.Remote;
import usher.kit.access.Authenticator;

/** Calls of PayPal's REST API, with an access token that is kept until shortly before its end. */
@ApplicationScoped
class PayPalApi {
    private static final Duration BEFORE_THE_END = Duration.ofMinutes(2);

    private final WebClient client;
    private final Remote remote;
    private final PayPalConfig config;
    private final InstantSource clock;
    private final Cache<String, Token> tokens =
            Caffeine.newBuilder().maximumSize(100).build();

    PayPalApi(Vertx vertx, PayPalConfig config, InstantSource clock) {
        this.client = WebClient.create(
                vertx, new WebClientOptions().setConnectTimeout(3000).setFollowRedirects(false));
        this.remote = new Remote("PayPal", clock);
        this.config = config;
        this.clock = clock;
    }

    private record Token(String text, Instant until) {}

    /** {@code once} names the act: PayPal does what has the same name once and answers the same again. */
    record Call(
            HttpMethod method,
            String path,
            @Nullable String once,
            @Nullable String body) {
        static Call get(String path) {
            return new Call(HttpMethod.GET, path, null, null);
        }

        static Call post(String path, @Nullable String once, JsonObject body) {
            return new Call(HttpMethod.POST, path, once, body.encode());
        }
    }

    /** What it answered; a {@link ProviderFault}, declined if it said no, with its word for why. */
    Uni<JsonObject> ask(ProviderSettings settings, Call call) {
        return once(settings, call)
                .chain(answer -> answer.statusCode() == 401
                        ? again(settings, call)
                        : Uni.createFrom().item(answer))
                .onFailure(Away.class)
                .transform(away -> new ProviderFault(false, "provider-unavailable", away))
                .map(PayPalApi::read);
    }

    /** A token may be taken back before its end. */
    private Uni<HttpResponse<Buffer>> again(ProviderSettings settings, Call call) {
        tokens.invalidate(key(settings));
        return once(settings, call);
    }

    private Uni<HttpResponse<Buffer>> once(ProviderSettings settings, Call call) {
        return token(settings)
                .chain(token -> remote.ask(() -> {
                    var request = client.requestAbs(call.method(), config.url() + call.path())
                            .timeout(Remote.PATIENCE.toMillis())
                            .bearerTokenAuthentication(token)
                            .putHeader("Content-Type", "application/json")
                            .putHeader("Prefer", "return=representation");
                    if (call.once() != null) {
                        request.putHeader("PayPal-Request-Id", call.once());
                    }
                    return call.body() == null ? request.send() : request.sendBuffer(Buffer.buffer(call.body()));
                }));
    }

    private Uni<String> token(ProviderSettings settings) {
        var kept = tokens.getIfPresent(key(settings));
        if (kept != null && clock.instant().isBefore(kept.until())) {
            return Uni.createFrom().item(kept.text());
        }
        return remote.ask(() -> client.postAbs(config.url() + "/v1/oauth2/token")
                        .timeout(Remote.PATIENCE.toMillis())
                        .basicAuthentication(settings.get(PayPal.CLIENT_ID), settings.get(PayPal.CLIENT_SECRET))
                        .sendForm(MultiMap.caseInsensitiveMultiMap().add("grant_type", "client_credentials")))
                .map(answer -> {
                    if (answer.statusCode() != 200) {
                        throw new ProviderFault(true, "credentials-refused", null);
                    }
                    var json = json(answer);
                    var life = Duration.ofSeconds(json.getLong("expires_in", 0L));
                    var token = new Token(
                            json.getString("access_token", ""),
                            clock.instant().plus(life).minus(BEFORE_THE_END));
                    tokens.put(key(settings), token);
                    return token.text();
                });
    }

    /** Another secret is another account here. */
    private static String key(ProviderSettings settings) {
        return Authenticator.sha256(settings.get(PayPal.CLIENT_ID) + "\n" + settings.get(PayPal.CLIENT_SECRET));
    }

    private static JsonObject read(HttpResponse<Buffer> answer) {
        if (answer.statusCode() < 300) {
            return json(answer);
        }
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            throw new ProviderFault(true, "credentials-refused", null);
        }
        throw new ProviderFault(true, issue(json(answer)), null);
    }

    /** The first detail says more than the name. */
    private static String issue(JsonObject problem) {
        var details = problem.getJsonArray("details", new JsonArray());
        var name = problem.getString("name", "refused");
        return details.isEmpty() ? name : details.getJsonObject(0).getString("issue", name);
    }

    private static JsonObject json(HttpResponse<Buffer> answer) {
        try {
            var json = answer.bodyAsJsonObject();
            return json == null ? new JsonObject() : json;
        } catch (DecodeException | ClassCastException unreadable) {
            throw new ProviderFault(false, "provider-unreadable", unreadable);
        }
    }
}

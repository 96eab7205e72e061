package usher.billing.purchase.play;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import usher.billing.remote.Away;
import usher.billing.remote.Remote;
import usher.kit.seal.Sealer;

/** Asks Google Play about purchases; fails with {@link PlayFault}. Everything here may be asked again. */
@ApplicationScoped
public class PlayClient {
    private static final JsonObject STOP_RENEWALS = new JsonObject()
            .put("cancellationContext", new JsonObject().put("cancellationType", "USER_REQUESTED_STOP_RENEWALS"));

    private final WebClient client;
    private final Remote remote;
    private final PlayTokens tokens;
    private final PlayConfig config;

    PlayClient(Vertx vertx, PlayConfig config, Sealer sealer, InstantSource clock) {
        this.client = WebClient.create(
                vertx, new WebClientOptions().setConnectTimeout(3000).setFollowRedirects(false));
        this.remote = new Remote("Google Play", clock);
        this.tokens = new PlayTokens(client, new Remote("Google's sign-in", clock), config.tokenUrl(), sealer, clock);
        this.config = config;
    }

    public Uni<PlayPurchase> subscription(PlayAccount account, String token) {
        return call(account, HttpMethod.GET, "subscriptionsv2/tokens/" + in(token), null)
                .map(PlayClient::json)
                .map(json -> read(() -> PlayPurchase.ofSubscription(json)));
    }

    /** What is bought once. */
    public Uni<PlayPurchase> product(PlayAccount account, String product, String token) {
        return call(account, HttpMethod.GET, "products/" + in(product) + "/tokens/" + in(token), null)
                .map(PlayClient::json)
                .map(json -> read(() -> PlayPurchase.ofProduct(product, json)));
    }

    /** What is not acknowledged within three days is given back by the store. */
    public Uni<Void> acknowledge(PlayAccount account, String product, String token, boolean once) {
        var path = (once ? "products/" : "subscriptions/") + in(product) + "/tokens/" + in(token) + ":acknowledge";
        return call(account, HttpMethod.POST, path, new JsonObject()).replaceWithVoid();
    }

    /** Stops the renewals; what is paid goes on until its end. */
    public Uni<Void> cancel(PlayAccount account, String token) {
        return call(account, HttpMethod.POST, "subscriptionsv2/tokens/" + in(token) + ":cancel", STOP_RENEWALS)
                .replaceWithVoid();
    }

    private Uni<HttpResponse<Buffer>> call(
            PlayAccount account, HttpMethod method, String path, @Nullable JsonObject body) {
        return once(account, method, path, body)
                .chain(answer -> answer.statusCode() == 401
                        ? again(account, method, path, body)
                        : Uni.createFrom().item(answer))
                .invoke(PlayClient::requireDone)
                .onFailure(Away.class)
                .transform(away -> new PlayFault(PlayFault.Why.AWAY, away));
    }

    /** A token may be taken back before its end. */
    private Uni<HttpResponse<Buffer>> again(
            PlayAccount account, HttpMethod method, String path, @Nullable JsonObject body) {
        tokens.forget(account.account());
        return once(account, method, path, body);
    }

    private Uni<HttpResponse<Buffer>> once(
            PlayAccount account, HttpMethod method, String path, @Nullable JsonObject body) {
        var url = config.apiUrl() + "/androidpublisher/v3/applications/" + in(account.packageName()) + "/purchases/"
                + path;
        return tokens.of(account.account())
                .chain(token -> remote.ask(() -> {
                    var request = client.requestAbs(method, url)
                            .timeout(Remote.PATIENCE.toMillis())
                            .bearerTokenAuthentication(token);
                    return body == null ? request.send() : request.sendJsonObject(body);
                }));
    }

    private static void requireDone(HttpResponse<Buffer> answer) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        throw new PlayFault(
                switch (status) {
                    case 401, 403 -> PlayFault.Why.ACCOUNT_REFUSED;
                    case 400, 404, 410 -> PlayFault.Why.UNKNOWN_PURCHASE;
                    default -> PlayFault.Why.AWAY;
                },
                null);
    }

    static JsonObject json(HttpResponse<Buffer> answer) {
        try {
            var json = answer.bodyAsJsonObject();
            if (json != null) {
                return json;
            }
        } catch (DecodeException | ClassCastException unreadable) {
            // As nothing.
        }
        throw new PlayFault(PlayFault.Why.AWAY, null);
    }

    private static PlayPurchase read(java.util.function.Supplier<PlayPurchase> reading) {
        try {
            return reading.get();
        } catch (ClassCastException | DateTimeException | NumberFormatException unreadable) {
            throw new PlayFault(PlayFault.Why.AWAY, unreadable);
        }
    }

    private static String in(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

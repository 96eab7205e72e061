package usher.billing.payment;

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
import org.jspecify.annotations.Nullable;
import usher.billing.remote.Away;
import usher.billing.remote.Remote;

/** Calls of PayPal's REST API that its SDK does not know: signatures of webhooks, and disputes. The access token is the SDK's. */
@ApplicationScoped
class PayPalApi {
    private final WebClient client;
    private final PayPalConfig config;
    private final PayPalCalls calls;

    PayPalApi(Vertx vertx, PayPalConfig config, PayPalCalls calls) {
        this.client = WebClient.create(
                vertx, new WebClientOptions().setConnectTimeout(3000).setFollowRedirects(false));
        this.config = config;
        this.calls = calls;
    }

    record Call(HttpMethod method, String path, @Nullable String body) {}

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
        calls.forget(settings);
        return once(settings, call);
    }

    private Uni<HttpResponse<Buffer>> once(ProviderSettings settings, Call call) {
        return calls.token(settings)
                .chain(token -> calls.remote().ask(() -> {
                    var request = client.requestAbs(call.method(), config.url() + call.path())
                            .timeout(Remote.PATIENCE.toMillis())
                            .bearerTokenAuthentication(token)
                            .putHeader("Content-Type", "application/json");
                    return call.body() == null ? request.send() : request.sendBuffer(Buffer.buffer(call.body()));
                }));
    }

    private static JsonObject read(HttpResponse<Buffer> answer) {
        if (answer.statusCode() >= 300) {
            var body = answer.bodyAsString();
            throw PayPalRefusal.of(answer.statusCode(), body == null ? "" : body);
        }
        try {
            var json = answer.bodyAsJsonObject();
            return json == null ? new JsonObject() : json;
        } catch (DecodeException | ClassCastException unreadable) {
            throw new ProviderFault(false, "provider-unreadable", unreadable);
        }
    }
}

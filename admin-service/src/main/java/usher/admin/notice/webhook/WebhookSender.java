package usher.admin.notice.webhook;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import usher.admin.notice.Attempt;
import usher.kit.egress.Egress;
import usher.kit.egress.Passage.Admitted;
import usher.kit.egress.Passage.Denied;
import usher.kit.seal.Sealer;
import usher.kit.webhook.Signature;
import usher.kit.webhook.WebhookSecret;

/**
 * Sends one webhook, to an address that the guard has judged at this moment. Redirects are not followed: they would lead past
 * the guard, and a secret is signed for one endpoint alone. The tracer is off, because its spans tell whole URLs.
 */
@ApplicationScoped
public class WebhookSender {
    private static final int HEADER_BYTES = 16_384;

    private final Egress egress;
    private final Sealer sealer;
    private final WebhookConfig config;
    private final InstantSource clock;
    private final Vertx vertx;
    private final HttpClient client;

    WebhookSender(Egress egress, Sealer sealer, WebhookConfig config, InstantSource clock, Vertx vertx) {
        this.egress = egress;
        this.sealer = sealer;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(false)
                        .setConnectTimeout((int) config.timeout().toMillis())
                        .setDecompressionSupported(false)
                        .setMaxHeaderSize(HEADER_BYTES)
                        .setTracingPolicy(TracingPolicy.IGNORE),
                new PoolOptions().setHttp1MaxSize(64));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    public Uni<Attempt> send(Webhook webhook) {
        return egress.admit(webhook.tenant(), webhook.url()).chain(passage -> switch (passage) {
            case Denied denied -> Uni.createFrom().item(Attempt.failed("url-not-allowed"));
            case Admitted admitted -> send(webhook, admitted);
        });
    }

    private Uni<Attempt> send(Webhook webhook, Admitted to) {
        var body = Buffer.buffer(webhook.body());
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        to.origin().port(), to.address().getHostAddress()))
                .setHost(to.origin().host())
                .setPort(to.origin().port())
                .setSsl(to.origin().encrypted())
                .setURI(path(webhook))
                .setFollowRedirects(false)
                .setHeaders(headers(webhook, body));
        return UniHelper.toUni(Exchange.run(vertx, client, options, body, config.timeout()));
    }

    private MultiMap headers(Webhook webhook, Buffer body) {
        long timestamp = clock.instant().getEpochSecond();
        var id = webhook.notice().toString();
        var secrets = webhook.sealedSecrets().stream()
                .map(secret -> new WebhookSecret(sealer.open(webhook.tenant(), secret)))
                .toList();
        return MultiMap.caseInsensitiveMultiMap()
                .set("content-type", "application/json")
                .set("user-agent", "Usher")
                .set("webhook-id", id)
                .set("webhook-timestamp", Long.toString(timestamp))
                .set("webhook-signature", Signature.of(secrets, id, timestamp, body.getBytes()));
    }

    private static String path(Webhook webhook) {
        var path = webhook.url().getRawPath();
        var query = webhook.url().getRawQuery();
        var start = path == null || path.isEmpty() ? "/" : path;
        return query == null ? start : start + '?' + query;
    }
}

package usher.tool.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import usher.tool.egress.Egress;
import usher.tool.egress.Passage.Admitted;
import usher.tool.egress.Passage.Denied;
import usher.tool.http.Attempt.Status;
import usher.tool.http.HttpReply.Unanswered;

/** Sends requests. Redirects are answers like any other, for the guard has not seen where they lead. */
@ApplicationScoped
public class HttpCalls {
    private static final Unanswered LEFT_ALONE = new Unanswered(
            "tool-unavailable", "The tool has been failing and is left alone for a moment.", true, false, 0);

    private final CallConfig config;
    private final Breaker breaker;
    private final Egress egress;
    private final Vertx vertx;
    private final HttpClient client;

    HttpCalls(CallConfig config, Breaker breaker, Egress egress, Vertx vertx) {
        this.config = config;
        this.breaker = breaker;
        this.egress = egress;
        this.vertx = vertx;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(30).setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(config.connections()));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    public Uni<HttpReply> send(HttpCall call) {
        return send(call, config.answerBytes());
    }

    /** For an answer that is not a tool's result and may be larger than one. */
    public Uni<HttpReply> send(HttpCall call, int answerBytes) {
        if (!breaker.admits(call.target())) {
            return Uni.createFrom().item(LEFT_ALONE);
        }
        long deadline = System.nanoTime() + call.timeout().toNanos();
        return egress.admit(call.uri()).chain(passage -> switch (passage) {
            case Denied(String sentence) ->
                Uni.createFrom().item(new Unanswered("url-not-allowed", sentence, false, false, 0));
            case Admitted admitted -> attempt(new Pending(call, admitted, deadline, answerBytes), 1);
        });
    }

    /** A call whose target has passed the guard; {@code deadline} is on the scale of {@link System#nanoTime}. */
    private record Pending(HttpCall call, Admitted admitted, long deadline, int answerBytes) {
        Duration left() {
            return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        }
    }

    private Uni<HttpReply> attempt(Pending pending, int number) {
        return UniHelper.toUni(exchange(pending)).chain(attempt -> {
            var wait = waitAfter(attempt, number);
            boolean again = attempt.worthRepeating(pending.call().repeatable()) && number < config.attempts();
            if (again && wait.compareTo(pending.left()) < 0) {
                return pause(wait).chain(() -> attempt(pending, number + 1));
            }
            if (attempt.tellsOfTrouble()) {
                breaker.failed(pending.call().target());
            } else {
                breaker.worked(pending.call().target());
            }
            return Uni.createFrom().item(attempt.reply(number));
        });
    }

    /** Exponential with full jitter in its upper half, or what the other side asks for if that is longer. */
    private Duration waitAfter(Attempt attempt, int number) {
        long full = config.backOff().toMillis() << (number - 1);
        var wait = Duration.ofMillis(full - ThreadLocalRandom.current().nextLong(full / 2 + 1));
        @Nullable Duration asked = attempt instanceof Status status ? status.retryAfter() : null;
        return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
    }

    /** A timer of Vert.x comes back on the caller's context, where the database session has to be. */
    private Uni<Void> pause(Duration wait) {
        return Uni.createFrom()
                .emitter(emitter -> vertx.setTimer(Math.max(1, wait.toMillis()), id -> emitter.complete(null)));
    }

    /** The tracer of Vert.x adds {@code traceparent}. */
    private Future<Attempt> exchange(Pending pending) {
        var left = pending.left();
        var call = pending.call();
        var uri = pending.admitted().uri();
        boolean encrypted = "https".equals(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : encrypted ? 443 : 80;
        var options = new RequestOptions()
                .setMethod(call.method())
                .setServer(SocketAddress.inetSocketAddress(
                        port, pending.admitted().address().getHostAddress()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(encrypted)
                .setURI(path(uri.getRawPath(), uri.getRawQuery()))
                .setFollowRedirects(false)
                .setHeaders(call.headers().apply(left));
        return Exchange.run(vertx, client, options, call.body(), new Exchange.Limits(left, pending.answerBytes()));
    }

    private static String path(@Nullable String path, @Nullable String query) {
        var start = path == null || path.isEmpty() ? "/" : path;
        return query == null ? start : start + '?' + query;
    }
}

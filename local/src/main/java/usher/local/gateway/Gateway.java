package usher.local.gateway;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import usher.local.infra.Running;
import usher.local.infra.StartFailure;

/** The reverse proxy on the public port. */
public final class Gateway implements Running {

    /** The largest request body, in bytes. */
    public static final long BODY_LIMIT = 12L << 20;

    private static final int EVENT_LOOPS = 2;
    private static final int CONNECTIONS = 10_000;
    private static final int CONNECT_MILLIS = 1_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final Routes routes;
    private final String deployment;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean alive = new AtomicBoolean(true);

    private Gateway(Vertx vertx, String host, int port, Routes routes) {
        this.vertx = vertx;
        this.routes = routes;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setKeepAlive(true)
                        .setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.deployment = listen(host, port);
    }

    /** Listens when it returns. */
    public static Gateway start(Vertx vertx, String host, int port, Routes routes) {
        return new Gateway(vertx, host, port, routes);
    }

    private String listen(String host, int port) {
        var options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setTcpNoDelay(true)
                .setHandle100ContinueAutomatically(true);
        try {
            return vertx.deployVerticle(() -> new Listener(options), new DeploymentOptions().setInstances(EVENT_LOOPS))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (RuntimeException e) {
            throw new StartFailure("The gateway could not listen on port " + port + ".", e);
        }
    }

    private final class Listener extends AbstractVerticle {
        private final HttpServerOptions options;

        Listener(HttpServerOptions options) {
            this.options = options;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(options)
                    .requestHandler(Gateway.this::take)
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    private void take(HttpServerRequest request) {
        request.pause();
        String requestId = Headers.requestId(request);
        Optional<RequestPath> path = RequestPath.parse(request.path());
        if (path.isEmpty()) {
            Problems.MALFORMED_PATH.answer(request, requestId);
        } else if (tooLarge(request)) {
            Problems.TOO_LARGE.answer(request, requestId);
        } else {
            routes.find(path.get())
                    .ifPresentOrElse(
                            upstreams -> new Exchange(client, request, upstreams, requestId, BODY_LIMIT).run(),
                            () -> Problems.NOT_FOUND.answer(request, requestId));
        }
    }

    private static boolean tooLarge(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) > BODY_LIMIT;
    }

    @Override
    public boolean alive() {
        return alive.get();
    }

    @Override
    public void stop() {
        if (alive.compareAndSet(true, false)) {
            vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
            client.close().toCompletionStage().toCompletableFuture().join();
            ended.complete(null);
        }
    }

    @Override
    public void kill() {
        stop();
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }
}

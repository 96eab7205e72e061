package usher.local.shop;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import usher.local.infra.Running;
import usher.local.infra.StartFailure;

/** The web server of both demo businesses, below {@code /demo}. */
public final class Shop implements Running {

    private static final Set<String> ASSETS = Set.of("shop.css", "fjord-and-pine.css", "cafe-levant.css");
    private static final String POLICIES = "policies/";
    private static final String WEBHOOKS = "/demo/webhooks/";
    private static final String API = "/demo/api/";

    private final Pages pages;
    private final Webhooks webhooks;
    private final ShopApi api;
    private final HttpServer server;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean alive = new AtomicBoolean(true);
    private volatile ShopKeys keys;

    private Shop(Vertx vertx, int port, Path stateFile, InstantSource clock, ShopKeys keys) {
        var store = new ShopStore(stateFile, clock);
        this.pages = new Pages(store, clock);
        this.webhooks = new Webhooks(store, clock);
        this.api = new ShopApi(store);
        this.keys = keys;
        this.server = listen(vertx, port);
    }

    /** Listens on the loopback address when it returns. */
    public static Shop start(Vertx vertx, int port, Path stateFile, InstantSource clock, ShopKeys keys) {
        return new Shop(vertx, port, stateFile, clock, keys);
    }

    /** The businesses have become tenants, or got new keys. */
    public void use(ShopKeys keys) {
        this.keys = keys;
    }

    private HttpServer listen(Vertx vertx, int port) {
        try {
            return vertx.createHttpServer(
                            new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                    .requestHandler(this::take)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (RuntimeException e) {
            throw new StartFailure("The demo shop could not listen on port " + port + ".", e);
        }
    }

    private void take(HttpServerRequest request) {
        String path = request.path();
        if (request.method() == HttpMethod.POST && path.startsWith(WEBHOOKS)) {
            request.body().onSuccess(body -> callTool(request, path.substring(WEBHOOKS.length()), body));
        } else if (path.startsWith(API)) {
            request.body().onSuccess(body -> callApi(request, path.substring(API.length()), body));
        } else if (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD) {
            show(request, path);
        } else {
            request.response().setStatusCode(405).end();
        }
    }

    private void callTool(HttpServerRequest request, String tool, Buffer body) {
        answer(request, webhooks.answer(tool, request.headers(), body.getBytes(), keys));
    }

    private void callApi(HttpServerRequest request, String path, Buffer body) {
        answer(request, api.answer(request, path, body.getBytes(), keys));
    }

    private static void answer(HttpServerRequest request, Webhooks.Reply reply) {
        request.response()
                .setStatusCode(reply.status())
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(reply.body()));
    }

    private void show(HttpServerRequest request, String path) {
        if (path.equals("/demo") || path.equals("/demo/rtl")) {
            request.response()
                    .setStatusCode(308)
                    .putHeader("Location", path + "/")
                    .end();
        } else if (path.startsWith("/demo/assets/") && ASSETS.contains(path.substring("/demo/assets/".length()))) {
            answer(request, "text/css", ShopResources.text(path.substring("/demo/assets/".length())));
        } else {
            page(request, path)
                    .ifPresentOrElse(
                            html -> answer(request, "text/html", html),
                            () -> request.response().setStatusCode(404).end());
        }
    }

    private Optional<String> page(HttpServerRequest request, String path) {
        Business business =
                path.startsWith(Business.CAFE_LEVANT.home()) ? Business.CAFE_LEVANT : Business.FJORD_AND_PINE;
        String rest = path.replaceFirst("^" + business.home(), "");
        if (rest.isEmpty()) {
            return Optional.of(pages.front(business, keys, request.getParam("guest") != null));
        }
        return rest.startsWith(POLICIES)
                ? pages.policy(business, rest.substring(POLICIES.length()), keys)
                : Optional.empty();
    }

    private static void answer(HttpServerRequest request, String type, String text) {
        request.response()
                .putHeader("Content-Type", type + "; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(text);
    }

    @Override
    public boolean alive() {
        return alive.get();
    }

    @Override
    public void stop() {
        if (alive.compareAndSet(true, false)) {
            server.close().toCompletionStage().toCompletableFuture().join();
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

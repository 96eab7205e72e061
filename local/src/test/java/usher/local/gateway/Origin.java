package usher.local.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import usher.local.infra.Ports;

/** A service behind the gateway, as a test scripts it. */
final class Origin implements AutoCloseable {

    private final Vertx vertx;
    private final int port = Ports.free();
    private HttpServer server;

    Origin(Vertx vertx, Consumer<HttpServerRequest> script) {
        this.vertx = vertx;
        this.server = listen(script);
    }

    /** Answers with its name and what it saw. */
    static Origin echoing(Vertx vertx, String name) {
        return new Origin(
                vertx,
                request -> request.body()
                        .onSuccess(body -> request.response()
                                .putHeader("Origin-Name", name)
                                .putHeader("Saw-For", String.valueOf(request.getHeader("X-Forwarded-For")))
                                .putHeader("Saw-Proto", String.valueOf(request.getHeader("X-Forwarded-Proto")))
                                .putHeader("Saw-Host", String.valueOf(request.getHeader("X-Forwarded-Host")))
                                .putHeader("Saw-Request-Id", String.valueOf(request.getHeader("X-Request-Id")))
                                .end(request.method() + " " + request.uri() + " " + body.length())));
    }

    private HttpServer listen(Consumer<HttpServerRequest> script) {
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(script::accept)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}

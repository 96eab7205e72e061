package usher.tool.http;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens at every address of this machine and counts who connects: nobody may. */
final class Canary implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private final NetServer server;

    Canary() {
        server = vertx.createNetServer()
                .connectHandler(socket -> {
                    connections.incrementAndGet();
                    socket.close();
                })
                .listen(0, "::")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    int port() {
        return server.actualPort();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

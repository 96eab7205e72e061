package usher.admin.notice.mail;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that takes connections and then says nothing, or never ends its greeting, until it is told to work. */
final class QuietServer implements AutoCloseable {
    private static final int BETWEEN_LINES_MS = 20;

    private final Vertx vertx;
    private final boolean talks;
    private final NetServer server;
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private volatile boolean works;

    QuietServer(Vertx vertx, boolean talks) {
        this.vertx = vertx;
        this.talks = talks;
        this.server = vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1"))
                .connectHandler(this::take);
        server.listen(0).toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return server.actualPort();
    }

    int open() {
        return open.size();
    }

    /** Connections that were open at the same time. */
    int most() {
        return most.get();
    }

    int taken() {
        return taken.get();
    }

    /** Serves whoever comes from now on; who came before has nothing of it. */
    void workForWhoComes() {
        works = true;
    }

    /** Ends what stands, and serves whoever comes from now on. */
    void work() {
        works = true;
        open.forEach(NetSocket::close);
    }

    private void take(NetSocket socket) {
        boolean serves = works;
        open.add(socket);
        taken.incrementAndGet();
        most.accumulateAndGet(open.size(), Math::max);
        socket.closeHandler(closed -> open.remove(socket));
        if (serves) {
            serve(socket);
        } else if (talks) {
            mutter(socket);
        }
    }

    private void mutter(NetSocket socket) {
        long timer = vertx.setPeriodic(BETWEEN_LINES_MS, any -> socket.write("220-a moment\r\n"));
        socket.closeHandler(closed -> {
            vertx.cancelTimer(timer);
            open.remove(socket);
        });
    }

    private static void serve(NetSocket socket) {
        var inText = new AtomicBoolean();
        socket.handler(RecordParser.newDelimited("\r\n", line -> {
            var said = line.toString();
            if (inText.get() && !said.equals(".")) {
                return;
            }
            inText.set(said.equals("DATA"));
            socket.write(inText.get() ? "354 go on\r\n" : "250 well\r\n");
        }));
        socket.write("220 here\r\n");
    }

    @Override
    public void close() {
        server.close();
    }
}

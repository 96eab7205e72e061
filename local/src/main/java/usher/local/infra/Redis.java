package usher.local.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Redis 6.2 on its data folder: every write goes to the append-only file, which is flushed each second. */
public final class Redis {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int SOCKET_MILLIS = 500;

    private final Path folder;
    private final Path log;
    private final int port;
    private final Ledger ledger;

    public Redis(Path folder, Path log, int port, Ledger ledger) {
        this.folder = folder;
        this.log = log;
        this.port = port;
        this.ledger = ledger;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it and waits until it answers. */
    public Child start() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Child child = Child.start(Command.of("redis", log, words()), ledger);
        if (!Patience.until(LIMIT, child, this::answers)) {
            child.kill();
            throw new StartFailure("Redis did not start on port " + port + ":\n" + child.lastLines(5));
        }
        return child;
    }

    private List<String> words() {
        return List.of(
                Binaries.ofUser().redis().toString(),
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--aof-use-rdb-preamble",
                "yes",
                "--daemonize",
                "no");
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), SOCKET_MILLIS);
            socket.setSoTimeout(SOCKET_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(5);
            return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException _) {
            return false;
        }
    }
}

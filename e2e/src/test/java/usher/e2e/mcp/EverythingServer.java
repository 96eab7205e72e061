package usher.e2e.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code @modelcontextprotocol/server-everything} from npm as a process of its own, over HTTP. */
final class EverythingServer implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening at port (\\d+)\\.");
    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final int port;

    private EverythingServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static EverythingServer start() {
        try {
            var process = new ProcessBuilder("node", "src/test/js/everything-server.mjs")
                    .redirectErrorStream(true)
                    .start();
            return new EverythingServer(process, port(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port + "/mcp";
    }

    private static int port(Process process) throws IOException {
        var said = new StringBuilder();
        var deadline = CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var late = CompletableFuture.runAsync(process::destroyForcibly, deadline);
        BufferedReader output = process.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            var listening = LISTENING.matcher(line);
            if (listening.matches()) {
                late.cancel(false);
                return Integer.parseInt(listening.group(1));
            }
        }
        throw new IllegalStateException("The server did not start:\n" + said);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}

package usher.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The same turn written in Node ({@code benchmarks/node}), on the platform's own Postgres and Redis. */
final class NodePeer implements AutoCloseable {
    private final Process process;
    private final String url;

    private NodePeer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Its packages are installed when they are not. */
    static NodePeer start(Path root, Map<String, String> environment) throws IOException {
        var folder = root.resolve("benchmarks/node");
        install(root, folder);
        var command = new ProcessBuilder("node", "server.mjs").directory(folder.toFile());
        command.environment().putAll(environment);
        command.environment().put("NODE_ENV", "production");
        command.environment().put("PORT", "0");
        var process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var first = lines.readLine();
        if (first == null) {
            throw new IllegalStateException("The Node server did not start");
        }
        return new NodePeer(process, first.substring(first.indexOf("http")).strip());
    }

    private static void install(Path root, Path folder) throws IOException {
        var install = new ProcessBuilder(
                        "node", root.resolve("widget/build/install.mjs").toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (install.waitFor() != 0) {
                throw new IllegalStateException("npm could not install the packages of benchmarks/node");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package usher.local.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One child process: its output goes to a log file, its pid to the ledger, so that nothing is left behind. */
public final class Child implements Running {

    private static final long LOG_LIMIT = 8L << 20;
    private static final List<String> OWN_SESSION = ownSession();

    private final Command command;
    private final Process process;
    private final Ledger ledger;

    private Child(Command command, Process process, Ledger ledger) {
        this.command = command;
        this.process = process;
        this.ledger = ledger;
    }

    /** Starts it. Its standard input is a pipe from us: a child that reads it learns when we are gone. */
    public static Child start(Command command, Ledger ledger) {
        try {
            Files.createDirectories(command.log().toAbsolutePath().getParent());
            if (Files.exists(command.log()) && Files.size(command.log()) > LOG_LIMIT) {
                Files.delete(command.log());
            }
            var builder = new ProcessBuilder(inOwnSession(command.words()))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(command.log().toFile()));
            builder.environment().putAll(command.environment());
            var child = new Child(command, builder.start(), ledger);
            ledger.add(child.process.toHandle(), command);
            return child;
        } catch (IOException e) {
            throw new StartFailure("Could not start " + command.name() + ": " + e.getMessage(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return command.log();
    }

    @Override
    public boolean alive() {
        return process.isAlive();
    }

    @Override
    public void stop() {
        command.signal().send(process.toHandle());
        if (!ends(command.patience().toMillis())) {
            kill();
        }
        ledger.remove(process.pid());
    }

    @Override
    public void kill() {
        // Postgres has a process for each session, a JVM one that writes its start-up cache: a power cut spares none.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        ends(command.patience().toMillis());
        ledger.remove(process.pid());
    }

    @Override
    public CompletableFuture<Void> ended() {
        return process.onExit().thenApply(_ -> null);
    }

    /** The exit code, once it has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** The last lines of its log, for an error message. */
    public String lastLines(int count) {
        try {
            var lines = Files.readAllLines(command.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean ends(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** In a session of its own, Ctrl-C at the terminal reaches the launcher alone, which then stops parts in order. */
    private static List<String> inOwnSession(List<String> words) {
        var all = new ArrayList<>(OWN_SESSION);
        all.addAll(words);
        return all;
    }

    private static List<String> ownSession() {
        return Programs.find("setsid").map(List::of).orElse(List.of());
    }
}

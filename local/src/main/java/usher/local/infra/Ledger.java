package usher.local.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The pids of our living children, on disk, so that the next start can stop what a killed one left behind. A pid is
 * reused by the system sooner or later: the start time stands beside it, and both must match.
 */
public final class Ledger {

    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path file;
    private final Map<Long, Entry> entries = new LinkedHashMap<>();

    public Ledger(Path file) {
        this.file = file;
    }

    private record Entry(long pid, long startedAtMillis, Signal signal, String name) {

        static Entry of(ProcessHandle process, Command command) {
            return new Entry(process.pid(), startedAt(process), command.signal(), command.name());
        }

        static Entry parse(String line) {
            String[] words = line.split(" ", 4);
            return new Entry(Long.parseLong(words[0]), Long.parseLong(words[1]), Signal.valueOf(words[2]), words[3]);
        }

        String line() {
            return pid + " " + startedAtMillis + " " + signal + " " + name;
        }

        Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid)
                    .filter(found -> Math.abs(startedAt(found) - startedAtMillis) <= CLOCK_STEP.toMillis());
        }

        private static long startedAt(ProcessHandle process) {
            return process.info()
                    .startInstant()
                    .map(java.time.Instant::toEpochMilli)
                    .orElse(0L);
        }
    }

    synchronized void add(ProcessHandle process, Command command) {
        entries.put(process.pid(), Entry.of(process, command));
        write();
    }

    synchronized void remove(long pid) {
        entries.remove(pid);
        write();
    }

    /** Stops what an earlier, killed parent left running; answers the names of what it found. */
    public synchronized List<String> stopLeftovers() {
        if (!Files.exists(file)) {
            return List.of();
        }
        var names = new ArrayList<String>();
        for (Entry entry : read().reversed()) {
            entry.process().ifPresent(process -> {
                end(process, entry.signal());
                names.add(entry.name());
            });
        }
        write();
        return names;
    }

    private static void end(ProcessHandle process, Signal signal) {
        signal.send(process);
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            process.destroyForcibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Entry> read() {
        try {
            return Files.readAllLines(file).stream().map(Entry::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.write(next, entries.values().stream().map(Entry::line).toList());
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package usher.local.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import usher.local.infra.Child;
import usher.local.infra.Command;
import usher.local.infra.Ledger;
import usher.local.infra.Programs;

/** Makes start-up caches from recordings: in the background while a platform runs, or at full speed after it. */
final class CacheMaker implements AutoCloseable {

    private final ExecutorService threads;
    private final Map<StartCache, Child> making = new ConcurrentHashMap<>();
    private final Ledger ledger;
    private final Path log;

    private final List<String> priority;

    private CacheMaker(Settings settings, int atOnce, List<String> priority) {
        this.priority = priority;
        this.threads = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().daemon().factory());
        this.ledger = new Ledger(settings.folder().resolve("cache-makers"));
        this.log = settings.folder().resolve("logs").resolve("caches.log");
    }

    /** Beside a running platform, whose work comes first. */
    static CacheMaker beside(Settings settings) {
        return new CacheMaker(settings, 1, Programs.politely());
    }

    /** With nothing else to do. */
    static CacheMaker alone(Settings settings) {
        return new CacheMaker(settings, 2, List.of());
    }

    void make(Iterable<StartCache> caches) {
        caches.forEach(cache -> threads.execute(() -> make(cache)));
        threads.shutdown();
    }

    private void make(StartCache cache) {
        var words = Stream.concat(priority.stream(), cache.making().stream()).toList();
        var child = Child.start(Command.of(cache.name() + " cache", log, words), ledger);
        making.put(cache, child);
        child.ended().join();
        child.stop();
        boolean stopped = making.remove(cache) == null;
        if (!stopped && child.exitCode() == 0) {
            cache.keep();
        } else if (!stopped) {
            cache.clear();
        }
    }

    /** Whether all were made in time. */
    boolean finishes(Duration limit) {
        try {
            return threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives up what is not finished; the recordings stay for another time. */
    @Override
    public void close() {
        threads.shutdownNow();
        making.keySet().forEach(cache -> {
            Child child = making.remove(cache);
            if (child != null) {
                child.kill();
            }
        });
    }
}

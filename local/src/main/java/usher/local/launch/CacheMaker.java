package usher.local.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import usher.local.infra.Child;
import usher.local.infra.Command;
import usher.local.infra.Ledger;

/** Makes start-up caches from recordings, one or two at a time and with the lowest priority. */
final class CacheMaker implements AutoCloseable {

    private final ExecutorService threads;
    private final Map<StartCache, Child> making = new ConcurrentHashMap<>();
    private final Ledger ledger;
    private final Path log;

    private CacheMaker(Settings settings, int atOnce) {
        this.threads = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().daemon().factory());
        this.ledger = new Ledger(settings.folder().resolve("cache-makers"));
        this.log = settings.folder().resolve("logs").resolve("caches.log");
    }

    /** Beside a running platform, whose work comes first. */
    static CacheMaker beside(Settings settings) {
        return new CacheMaker(settings, 1);
    }

    /** With nothing else to do. */
    static CacheMaker alone(Settings settings) {
        return new CacheMaker(settings, 2);
    }

    void make(Iterable<StartCache> caches) {
        caches.forEach(cache -> threads.execute(() -> make(cache)));
        threads.shutdown();
    }

    private void make(StartCache cache) {
        var child = Child.start(Command.of(cache.name() + " cache", log, cache.making()), ledger);
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

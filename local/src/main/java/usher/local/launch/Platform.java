package usher.local.launch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import usher.local.infra.Database;
import usher.local.infra.Running;
import usher.local.infra.StartFailure;
import usher.local.shop.Shop;
import usher.local.shop.ShopKeys;

/**
 * Usher on this machine. Every part can be stopped, killed and started again alone, on the same port and data; a test
 * holds it open with try-with-resources.
 */
public final class Platform implements AutoCloseable {

    private final Settings settings;
    private final Watch watch;
    private final Starter starter;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Part, Running> running = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile ShopKeys shopKeys = ShopKeys.NONE;

    /** A platform of which nothing runs yet. */
    Platform(Settings settings, Watch watch) {
        this.settings = settings;
        this.watch = watch;
        this.starter = new Starter(settings);
    }

    /** Starts all parts of the settings; whatever was started is stopped again when one of them fails. */
    public static Platform start(Settings settings) {
        var platform = new Platform(settings, new Watch() {});
        platform.startAll();
        return platform;
    }

    void startAll() {
        if (!settings.parts().contains(Part.POSTGRES) && System.getenv().containsKey("USHER_POSTGRES_ADMIN_PASSWORD")) {
            database().prepare();
        }
        var others = inParallel(EnumSet.of(Part.KAFKA, Part.SHOP, Part.GATEWAY));
        try {
            // A service needs the database to migrate; the others may come a little later.
            inParallel(EnumSet.of(Part.POSTGRES, Part.REDIS)).join();
            CompletableFuture.allOf(inParallel(Part.services()), others).join();
        } catch (CompletionException e) {
            // What is still starting can only be stopped once it has started.
            others.exceptionally(_ -> null).join();
            close();
            throw e.getCause() instanceof StartFailure failure ? failure : e;
        }
    }

    private CompletableFuture<Void> inParallel(Set<Part> chosen) {
        return CompletableFuture.allOf(chosen.stream()
                .filter(settings.parts()::contains)
                .map(part -> CompletableFuture.runAsync(() -> start(part), threads))
                .toArray(CompletableFuture[]::new));
    }

    /** Starts one part that is not running and waits until it answers. */
    public void start(Part part) {
        long begin = System.nanoTime();
        Running started = starter.start(part, shopKeys);
        running.put(part, started);
        started.ended().thenRunAsync(() -> ended(part, started), threads);
        watch.ready(part, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void ended(Part part, Running one) {
        if (running.remove(part, one)) {
            watch.died(part);
        }
    }

    /** Stops one part as an operator would. */
    public void stop(Part part) {
        Running one = running.remove(part);
        if (one != null) {
            one.stop();
        }
    }

    /** Ends one part at once, as a power cut would (SIGKILL). */
    public void kill(Part part) {
        Running one = running.remove(part);
        if (one != null) {
            one.kill();
        }
    }

    public void restart(Part part) {
        stop(part);
        start(part);
    }

    public boolean isRunning(Part part) {
        Running one = running.get(part);
        return one != null && one.alive();
    }

    public Settings settings() {
        return settings;
    }

    /** The gateway, as a browser on this machine reaches it. */
    public URI gateway() {
        return URI.create("http://localhost:" + settings.port(Part.GATEWAY));
    }

    /** The folder with data, logs and secrets. */
    public Path folder() {
        return settings.folder();
    }

    /** What this service is told by its environment; a test starts a further replica with it. */
    public Map<String, String> environment(Part service) {
        return starter.environment(service);
    }

    /** The database of the services, embedded or given. */
    public Database database() {
        return starter.database();
    }

    /** The demo businesses got keys. */
    public void use(ShopKeys keys) {
        shopKeys = keys;
        if (running.get(Part.SHOP) instanceof Shop shop) {
            shop.use(keys);
        }
    }

    /** Start-up caches that what runs now could use next time, but that are not made yet. */
    List<StartCache> missingCaches() {
        return running.values().stream()
                .flatMap(one -> one instanceof CachedRun run ? Stream.of(run.cache()) : Stream.empty())
                .filter(cache -> !cache.isPresent())
                .sorted(Comparator.comparing(StartCache::name))
                .toList();
    }

    /** Ends every part at once, without a word. */
    void killAll() {
        running.keySet().forEach(this::kill);
    }

    /** Stops everything: first those that ask, then those that are asked. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        stopTogether(EnumSet.of(Part.GATEWAY, Part.SHOP));
        stopTogether(Part.services());
        stopTogether(Part.infra());
        starter.close();
        threads.shutdown();
    }

    private void stopTogether(Set<Part> chosen) {
        CompletableFuture.allOf(chosen.stream()
                        .map(part -> CompletableFuture.runAsync(() -> stop(part), threads))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}

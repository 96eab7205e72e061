package usher.local.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import sun.misc.Signal;
import usher.local.infra.Arguments;
import usher.local.infra.Folders;
import usher.local.infra.Ledger;
import usher.local.infra.StartFailure;

/** {@code ./usher up [--fresh]}: starts everything, shows the way in, and stops everything on Ctrl-C. */
public final class Up {

    private static final Duration CACHE_TIME = Duration.ofSeconds(60);

    private final Terminal terminal;
    private final Supervisor supervisor;
    private final CountDownLatch started = new CountDownLatch(1);
    private final Settings settings;
    private final Platform platform;
    private final CacheMaker cachesOfLastTime;
    private final long begin = System.nanoTime();

    private Up(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
        this.supervisor = new Supervisor(terminal);
        this.platform = new Platform(settings, new Reporting());
        this.cachesOfLastTime = CacheMaker.beside(settings);
    }

    public static void main(String[] words) {
        var terminal = new Terminal(System.out);
        try {
            var arguments = Arguments.of(words);
            var settings = Settings.installed(Path.of(System.getProperty("usher.root", ".")), System.getenv());
            try (var _ = OneAtATime.in(settings.folder())) {
                terminal.say("Starting Usher");
                clear(settings, terminal, arguments.has("fresh"));
                new Up(settings.without(unbuilt(settings)), terminal).run();
            }
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void clear(Settings settings, Terminal terminal, boolean fresh) {
        List<String> leftovers = new Ledger(settings.children()).stopLeftovers();
        new Ledger(settings.folder().resolve("cache-makers")).stopLeftovers();
        if (!leftovers.isEmpty()) {
            terminal.say("  Stopped what an earlier run left: " + String.join(", ", leftovers));
        }
        if (fresh) {
            startOver(settings.folder());
        }
    }

    /** Everything but the start-up caches, which hold no data and would only make the next start slow. */
    private static void startOver(Path folder) {
        for (String name : List.of("data", "logs", "demo.properties", "secrets.properties", "children")) {
            Folders.delete(folder.resolve(name));
        }
    }

    private static Set<Part> unbuilt(Settings settings) {
        return Part.services().stream()
                .filter(service -> Services.jar(settings.root(), service).isEmpty())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }

    private void run() {
        settings.ports().refuseTaken(settings.parts());
        stopWithUs();
        platform.use(Demo.kept(settings));
        platform.startAll();
        started.countDown();
        if (settings.parts().containsAll(Part.services())) {
            seed();
            showTheWayIn();
        } else {
            terminal.say("Not all services are built; those that are, run. Ctrl-C stops them.");
        }
        cachesOfLastTime.make(
                platform.missingCaches().stream().filter(StartCache::isRecorded).toList());
        sleepUntilStopped();
    }

    /** Without the demo everything else still works, so its failure ends nothing. */
    private void seed() {
        long from = System.nanoTime();
        try {
            Demo.seed(platform);
            terminal.ready("demo", Duration.ofNanos(System.nanoTime() - from));
        } catch (StartFailure e) {
            terminal.say("  The demo tenants could not be prepared: " + e.getMessage());
        }
    }

    private void showTheWayIn() {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        terminal.say("");
        terminal.say("Usher is up after " + took.toSeconds() + " s.");
        terminal.say("");
        terminal.link("Demo shop", platform.gateway() + "/demo/");
        terminal.link("Console", platform.gateway() + "/admin/   sign in as " + Demo.EMAIL + " with " + Demo.PASSWORD);
        terminal.link("API", platform.gateway() + "/docs/");
        terminal.link("Logs", settings.folder().resolve("logs").toString());
        terminal.say("");
        terminal.say("Ctrl-C stops everything.");
    }

    private final class Reporting implements Watch {

        @Override
        public void ready(Part part, Duration took) {
            terminal.ready(part.label(), took);
        }

        /** While the first start is under way, its own failure is what people should read. */
        @Override
        public void died(Part part) {
            if (started.getCount() == 0) {
                supervisor.revive(platform, part);
            }
        }
    }

    /** The first Ctrl-C stops in order, which may take a while; the second does not wait. */
    private void stopWithUs() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        var presses = new AtomicInteger();
        Signal.handle(new Signal("INT"), _ -> {
            if (presses.incrementAndGet() > 1) {
                platform.killAll();
                Runtime.getRuntime().halt(130);
            }
            Thread.ofPlatform().name("exit").start(() -> System.exit(0));
        });
    }

    private void stop() {
        supervisor.stop();
        List<StartCache> missing = platform.missingCaches();
        terminal.say("");
        terminal.say("Stopping Usher");
        cachesOfLastTime.close();
        platform.close();
        saveCaches(missing.stream().filter(StartCache::isRecorded).toList());
        terminal.say("Stopped. Your data is kept in " + settings.folder().resolve("data") + ".");
    }

    private void saveCaches(List<StartCache> recorded) {
        if (recorded.isEmpty()) {
            return;
        }
        terminal.say("  Saving start-up caches for " + names(recorded)
                + ", once for this build: up to a minute. Ctrl-C again leaves it for the next time.");
        try (var maker = CacheMaker.alone(settings)) {
            maker.make(recorded);
            if (!maker.finishes(CACHE_TIME)) {
                terminal.say("  Not all were finished. The rest is made while Usher runs the next time.");
            }
        }
    }

    private static String names(List<StartCache> caches) {
        return caches.stream().map(StartCache::name).collect(Collectors.joining(", "));
    }

    private static void sleepUntilStopped() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

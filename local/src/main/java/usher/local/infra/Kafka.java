package usher.local.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Kafka as a child with a JVM of its own, so that it can be killed alone; {@link #main} is what the child runs. */
public final class Kafka {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> JVM =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow");

    private final Path folder;
    private final Path log;
    private final int port;
    private final int behindPort;
    private final OptionalInt behind;
    private final Ledger ledger;

    /**
     * @param behindPort where the broker also listens when {@code behind} is given
     * @param behind the port of a proxy in front of {@code behindPort}, which its clients are then told to use
     */
    public Kafka(Path folder, Path log, int port, int behindPort, OptionalInt behind, Ledger ledger) {
        this.folder = folder;
        this.log = log;
        this.port = port;
        this.behindPort = behindPort;
        this.behind = behind;
        this.ledger = ledger;
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Starts it and waits until it answers and has its topics. */
    public Child start() {
        Path ready = folder.resolveSibling(folder.getFileName() + ".ready");
        delete(ready);
        Child child = Child.start(Command.of("kafka", log, words(ready)).patient(Duration.ofSeconds(60)), ledger);
        if (!Patience.until(LIMIT, child, () -> Files.exists(ready))) {
            child.kill();
            throw new StartFailure("Kafka did not start on port " + port + ":\n" + child.lastLines(5));
        }
        return child;
    }

    private List<String> words(Path ready) {
        var words = new ArrayList<String>();
        words.add(Programs.java());
        words.addAll(JVM);
        words.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Kafka.class.getName(),
                "--dir",
                folder.toString(),
                "--port",
                String.valueOf(port),
                "--ready-file",
                ready.toString()));
        behind.ifPresent(proxy ->
                words.addAll(List.of("--behind", String.valueOf(proxy), "--behind-port", String.valueOf(behindPort))));
        return words;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the broker until the parent is gone. */
    public static void main(String[] words) throws IOException {
        var arguments = Arguments.of(words);
        var broker = Broker.start(new BrokerPlace(
                arguments.path("dir"),
                arguments.port("port").orElseGet(Ports::free),
                Ports.free(),
                arguments.port("behind-port").orElseGet(Ports::free),
                arguments.port("behind")));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        Files.writeString(arguments.path("ready-file"), "ready");
        Lifeline.hold();
        System.exit(0);
    }
}

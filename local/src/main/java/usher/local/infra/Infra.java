package usher.local.infra;

import java.nio.file.Path;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * All three in one process, for tests: {@code Infra --dir target/platform --ready-file target/platform/ready.properties
 * [--postgres-port n] [--redis-port n] [--kafka-port n]}. Ports are free ones unless given; what the environment already
 * names (USHER_POSTGRES_URL, USHER_REDIS_URL, USHER_KAFKA_BOOTSTRAP) is not started. The ready file holds the addresses
 * and secrets under the names the services read. It ends when its standard input closes.
 */
public final class Infra implements AutoCloseable {

    private final Path folder;
    private final Arguments arguments;
    private final Secrets secrets;
    private final Ledger ledger;
    private final Deque<AutoCloseable> started = new ConcurrentLinkedDeque<>();

    private Infra(Path folder, Arguments arguments) {
        this.folder = folder;
        this.arguments = arguments;
        this.secrets = Secrets.keptIn(folder.resolve("secrets.properties"), System.getenv());
        this.ledger = new Ledger(folder.resolve("children"));
    }

    public static void main(String[] words) {
        var arguments = Arguments.of(words);
        var infra = new Infra(arguments.path("dir"), arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(infra::close));
        infra.ledger.stopLeftovers();
        new PropertyFile(arguments.path("ready-file")).write(infra.start());
        Lifeline.hold();
        System.exit(0);
    }

    private Map<String, String> start() {
        try (var tasks = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var postgres = CompletableFuture.supplyAsync(given("USHER_POSTGRES_URL", this::postgres), tasks);
            var redis = CompletableFuture.supplyAsync(given("USHER_REDIS_URL", this::redis), tasks);
            String kafka = given("USHER_KAFKA_BOOTSTRAP", this::kafka).get();
            var ready = new LinkedHashMap<>(secrets.values());
            ready.put("USHER_POSTGRES_URL", postgres.join());
            ready.put("USHER_REDIS_URL", redis.join());
            ready.put("USHER_KAFKA_BOOTSTRAP", kafka);
            return ready;
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartFailure failure ? failure : e;
        }
    }

    private static Supplier<String> given(String variable, Supplier<String> otherwise) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? otherwise : () -> value;
    }

    private String postgres() {
        var postgres = new Postgres(
                folder.resolve("postgres"), folder.resolve("postgres.log"), port("postgres-port"), secrets, ledger);
        started.push(postgres.start()::stop);
        return postgres.url();
    }

    private String redis() {
        var redis = new Redis(folder.resolve("redis"), folder.resolve("redis.log"), port("redis-port"), ledger);
        started.push(redis.start()::stop);
        return redis.url();
    }

    private String kafka() {
        var place = new BrokerPlace(
                folder.resolve("kafka"), port("kafka-port"), Ports.free(), Ports.free(), OptionalInt.empty());
        started.push(Broker.start(place));
        return place.bootstrap();
    }

    private int port(String name) {
        return arguments.port(name).orElseGet(Ports::free);
    }

    @Override
    public void close() {
        for (AutoCloseable part : started) {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("A part did not stop: " + e.getMessage());
            }
        }
    }
}

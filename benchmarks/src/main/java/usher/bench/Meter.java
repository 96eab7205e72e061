package usher.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.contracts.event.Metric;
import usher.contracts.event.Topic;
import usher.contracts.event.UsageLine;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;
import usher.contracts.id.UuidV7;
import usher.e2e.client.Api;
import usher.e2e.world.Service;
import usher.e2e.world.World;
import usher.local.launch.Part;

/**
 * How fast usage comes from Kafka into ledger and sums, beside the same rows written by set-based SQL alone; how soon it can be
 * read; and what an event costs as the ledger grows. All processes share both cores. Options: {@code --events=200000 --rounds=3
 * --rows=2000000 --record=FILE.jfr}; the last keeps a flight recording of billing-service in the first round.
 */
public final class Meter {
    private static final int TENANTS = 100;
    private static final int STEADY_PER_SECOND = 5_000;
    private static final int SAMPLES = 200;
    private static final Duration TICK = Duration.ofMillis(100);
    private static final byte[] CONTENT_TYPE =
            "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.US_ASCII);
    private static final String BILLING = Service.BILLING.part().label();

    private final World world;
    private final LedgerRows rows;
    private final KafkaProducer<String, byte[]> producer;
    private final Shares shares;
    private final UuidV7 ids = new UuidV7(InstantSource.system());

    private Meter(World world) {
        this.world = world;
        this.rows = new LedgerRows(world.database());
        var processes = new HashMap<>(world.children());
        processes.put("sender", ProcessHandle.current().pid());
        this.shares = new Shares(processes);
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:" + world.platform().settings().port(Part.KAFKA),
                        "linger.ms",
                        "5",
                        "batch.size",
                        "262144"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public static void main(String[] args) throws IOException, SQLException {
        int events = Options.number(args, "events", 200_000);
        int rounds = Options.number(args, "rounds", 3);
        try (var world = World.plain()) {
            var meter = new Meter(world);
            meter.compare(events, rounds, Options.text(args, "record", ""));
            meter.freshness("report", Meter::reported);
            meter.freshness("limit", Meter::limited);
            meter.rows.grow(Options.number(args, "rows", 2_000_000));
            meter.producer.close();
            Complaints.in(world).require();
        }
    }

    private void compare(int events, int rounds, String record) throws SQLException {
        System.out.printf(
                "warmed up at %,.0f events/s%n", intake(newTenants(), events).perSecond());
        var intakes = new ArrayList<Double>();
        var floors = new ArrayList<Double>();
        var cpu = new TreeMap<String, Double>();
        for (int round = 0; round < rounds; round++) {
            var tenants = newTenants();
            var intake = round == 0 ? recorded(tenants, events, record) : intake(tenants, events);
            intakes.add(intake.perSecond());
            intake.cpu().forEach((process, micros) -> cpu.merge(process, micros / rounds, Double::sum));
            floors.add(rows.floor(tenants));
        }
        double intake = median(intakes);
        double floor = median(floors);
        System.out.printf("from Kafka into ledger and sums   %,10.0f events/s %s%n", intake, rounded(intakes));
        System.out.printf("the same rows by SQL alone        %,10.0f events/s %s%n", floor, rounded(floors));
        System.out.printf("share of the floor                %10.2f%n", intake / floor);
        System.out.println("CPU of each process an event: " + Shares.text(cpu));
    }

    /** How fast a round was, and the CPU of each process an event in microseconds. */
    private record Intake(double perSecond, Map<String, Double> cpu) {}

    private Intake recorded(List<TenantId> tenants, int events, String record) {
        if (record.isEmpty()) {
            return intake(tenants, events);
        }
        try (var recording = Recording.of(shares.pid(BILLING), record)) {
            return intake(tenants, events);
        }
    }

    /** From the first one sent to the last one in the sums. */
    private Intake intake(List<TenantId> tenants, int events) {
        var messages = Stream.generate(() -> 0)
                .limit(events)
                .map(none -> message(tenants.get((int) (Math.random() * TENANTS))))
                .toList();
        var before = shares.now();
        long start = System.nanoTime();
        messages.forEach(producer::send);
        while (rows.summed(tenants) < events) {
            LockSupport.parkNanos(TICK.toNanos());
        }
        double perSecond = events / ((System.nanoTime() - start) / 1e9);
        return new Intake(perSecond, shares.microsSince(before, events));
    }

    /** From sending an event until its tenant reads it there, while others send some thousand a second. */
    private void freshness(String where, ToLongFunction<Api> read) {
        var tenant = world.operator().createTenant("Bench", "https://" + where + ".example.com");
        var api = Api.at(world.url(Service.BILLING)).as(tenant.secretKey());
        var id = TenantId.fromString(tenant.id());
        var others = newTenants();
        var taken = new long[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            long behind = STEADY_PER_SECOND / 10;
            for (int i = 0; i < behind; i++) {
                producer.send(message(others.get(i % TENANTS)));
            }
            long start = System.nanoTime();
            producer.send(message(id));
            while (read.applyAsLong(api) <= sample) {
                Thread.onSpinWait();
            }
            taken[sample] = System.nanoTime() - start;
            LockSupport.parkNanos(Math.max(0, Duration.ofMillis(100).toNanos() - taken[sample]));
        }
        var figures = new Figures(taken, 1, 0);
        System.out.printf(
                "in the %-6s after               p50 %.0f ms, p99 %.0f ms, at up to %,d events/s%n",
                where, figures.p50(), figures.millis(0.99), STEADY_PER_SECOND);
    }

    private static long reported(Api api) {
        return api.get("/api/v1/billing/usage/current")
                .orThrow()
                .at("/metrics")
                .valueStream()
                .filter(metric -> metric.path("metric").asText().equals(Metric.TOKENS_OUTPUT))
                .mapToLong(metric -> metric.path("quantity").asLong())
                .sum();
    }

    private static long limited(Api api) {
        return api.get("/api/v1/billing/limits?metric=" + Metric.TOKENS_OUTPUT)
                .orThrow()
                .at("/limits/0/used")
                .asLong();
    }

    /** As chat-service writes them. */
    private ProducerRecord<String, byte[]> message(TenantId tenant) {
        var dimensions =
                Map.of("model", "gpt-5-mini", "provider", "openai", "persona", "3", "conversation", "cnv_" + tenant);
        var event = new Event<>(
                new EventId(ids.next()),
                "usher/chat-service",
                UsageRecorded.TYPE,
                tenant,
                Instant.now(),
                new UsageRecorded(List.of(new UsageLine(Metric.TOKENS_OUTPUT, 1, 600)), dimensions));
        var message = new ProducerRecord<>(
                Topic.USAGE.topic(), tenant.toString(), EventJson.write(event).getBytes(StandardCharsets.UTF_8));
        message.headers().add("content-type", CONTENT_TYPE);
        return message;
    }

    private static List<TenantId> newTenants() {
        return Stream.generate(() -> new TenantId(UUID.randomUUID()))
                .limit(TENANTS)
                .toList();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String rounded(List<Double> values) {
        return values.stream().map(value -> "%,.0f".formatted(value)).toList().toString();
    }
}

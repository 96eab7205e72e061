package usher.billing.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import usher.contracts.event.Event;
import usher.contracts.event.UsageLine;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class LedgerTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    /** Sums of the ledger that the rollups do not have, and the other way round. */
    private static final String DIFFERENCES = """
            with derived as (
                select tenant_id, date_bin('15 minutes', occurred_at, 'epoch') as bucket, metric,
                    coalesce(dimensions ->> 'model', '') as model, coalesce(dimensions ->> 'provider', '') as provider,
                    coalesce(dimensions ->> 'persona', '') as persona, coalesce(dimensions ->> 'tool', '') as tool,
                    sum(quantity)::bigint as quantity, sum(cost_micros)::bigint as cost_micros
                from ledger_entry where tenant_id = any ($1) group by 1, 2, 3, 4, 5, 6, 7
            ), kept as (select * from usage_rollup where tenant_id = any ($1))
            select count(*) from ((table derived except table kept) union all (table kept except table derived)) as d""";

    @Inject
    Ledger ledger;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Test
    void keepsSumsEqualToTheLedgerWhateverComesInWhateverOrder() {
        for (long seed : new long[] {1, 42, 20_261_121}) {
            // Given
            var random = new Random(seed);
            var tenants = tenants(7);
            var events = IntStream.range(0, 1_500)
                    .mapToObj(i -> anything(random, tenants))
                    .toList();
            var deliveries = new ArrayList<>(events);
            IntStream.range(0, 700).forEach(i -> deliveries.add(events.get(random.nextInt(events.size()))));
            Collections.shuffle(deliveries, random);

            // When
            while (!deliveries.isEmpty()) {
                var batch = deliveries.subList(0, Math.min(deliveries.size(), 1 + random.nextInt(200)));
                append(List.copyOf(batch));
                batch.clear();
            }

            // Then
            assertEquals(quantities(events), recorded(tenants), "seed " + seed);
            assertEquals(0, differences(tenants), "seed " + seed);
        }
    }

    @Test
    void takesTheSameEventsFromConsumersAtOnceWithoutADeadlock() {
        // Given
        var random = new Random(7);
        var tenants = tenants(5);
        var events =
                IntStream.range(0, 600).mapToObj(i -> anything(random, tenants)).toList();

        // When
        var consumers = IntStream.range(0, 4).mapToObj(consumer -> {
            var shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, new Random(consumer));
            return CompletableFuture.runAsync(() ->
                    IntStream.range(0, 12).forEach(at -> append(shuffled.subList(at * 50, at * 50 + 50))));
        });
        consumers.toList().forEach(CompletableFuture::join);

        // Then
        assertEquals(quantities(events), recorded(tenants));
        assertEquals(0, differences(tenants));
    }

    @Test
    void takesTheSameIdFromTwoSourcesAndTwoTenantsAsDifferentEvents() {
        var tenants = tenants(2);
        var event = Usage.turn(tenants.getFirst(), MARCH);
        var elsewhere =
                new Event<>(event.id(), "acme/meter", event.type(), event.subject(), event.time(), event.data());
        var foreign =
                new Event<>(event.id(), event.source(), event.type(), tenants.getLast(), event.time(), event.data());

        append(List.of(event, elsewhere, event));
        append(List.of(foreign, elsewhere));

        assertEquals(quantities(List.of(event, elsewhere, foreign)), recorded(tenants));
        assertEquals(0, differences(tenants));
    }

    @Test
    void letsNobodyChangeOrDeleteAnEntry() {
        append(List.of(Usage.turn(tenants(1).getFirst(), MARCH)));

        for (var attempt : List.of(
                "update ledger_entry set quantity = 0",
                "delete from ledger_entry",
                "update ledger_entry_3 set quantity = 0")) {
            var answer = assertThrows(
                    PgException.class,
                    () -> jobs.query(attempt).execute().await().indefinitely());
            assertTrue(String.valueOf(answer.getMessage()).contains("permission denied"));
        }
    }

    @Test
    void saysHowManyEventsItTakesInASecond() {
        var tenants = tenants(1_000);
        var random = new Random(3);
        var batches = IntStream.range(0, 30)
                .mapToObj(batch -> IntStream.range(0, 1_000)
                        .mapToObj(i ->
                                Usage.turn(tenants.get(random.nextInt(tenants.size())), MARCH.plusSeconds(batch * 60L)))
                        .toList())
                .toList();
        var warmUp = batches.subList(0, 5);
        warmUp.forEach(this::append);

        long start = System.nanoTime();
        batches.subList(5, 30).forEach(this::append);
        var taken = Duration.ofNanos(System.nanoTime() - start);
        start = System.nanoTime();
        batches.subList(5, 30).forEach(this::append);
        var again = Duration.ofNanos(System.nanoTime() - start);

        System.out.printf(
                "Ledger: 25 batches of 1,000 events (3 lines each) over 1,000 tenants: %,d events/s; again, all known: %,d events/s%n",
                25_000_000L / taken.toMillis(), 25_000_000L / again.toMillis());
        assertEquals(0, differences(tenants));
    }

    private void append(List<Event<UsageRecorded>> events) {
        ledger.append(events).await().indefinitely();
    }

    private static List<TenantId> tenants(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new TenantId(UUID.randomUUID()))
                .toList();
    }

    private static Event<UsageRecorded> anything(Random random, List<TenantId> tenants) {
        var metrics = List.of("messages", "tokens.input", "tokens.output", "tool.calls", "pages");
        var lines = metrics.stream()
                .filter(metric -> random.nextBoolean() || metric.equals("messages"))
                .map(metric -> new UsageLine(metric, random.nextInt(1_000), random.nextLong(Billable.MOST)))
                .toList();
        var dimensions = new HashMap<String, String>();
        List.of("model", "provider", "persona", "tool", "turn").forEach(name -> {
            if (random.nextBoolean()) {
                dimensions.put(name, name + random.nextInt(3));
            }
        });
        var time = MARCH.plusSeconds(random.nextInt(2 * 86_400)).plusNanos(random.nextInt(1_000_000_000));
        return Usage.event(tenants.get(random.nextInt(tenants.size())), time, lines, dimensions);
    }

    private static Map<TenantId, Long> quantities(List<Event<UsageRecorded>> events) {
        var quantities = new HashMap<TenantId, Long>();
        events.forEach(event -> event.data()
                .lines()
                .forEach(line -> quantities.merge(event.subject(), line.quantity() + line.costMicros(), Long::sum)));
        return quantities;
    }

    private Map<TenantId, Long> recorded(List<TenantId> tenants) {
        var quantities = new HashMap<TenantId, Long>();
        jobs.preparedQuery(
                        "select tenant_id, sum(quantity + cost_micros)::bigint from ledger_entry where tenant_id = any ($1) group by 1")
                .execute(ids(tenants))
                .await()
                .indefinitely()
                .forEach(row -> quantities.put(new TenantId(row.getUUID(0)), row.getLong(1)));
        return quantities;
    }

    private long differences(List<TenantId> tenants) {
        return jobs.preparedQuery(DIFFERENCES)
                .execute(ids(tenants))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private static Tuple ids(List<TenantId> tenants) {
        return Tuple.tuple()
                .addArrayOfUUID(tenants.stream().map(TenantId::value).toArray(UUID[]::new));
    }
}

package usher.billing.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import usher.billing.Kafka;
import usher.billing.Tenants;
import usher.billing.Waiting;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.contracts.event.Topic;
import usher.contracts.event.UsageLine;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class UsageConsumerTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final String MARCH = "2026-03";

    @Inject
    Kafka kafka;

    @Inject
    Tenants tenants;

    @Inject
    UsageConsumer consumer;

    @Test
    void billsAnEventOnlyOnce() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var turn = Usage.turn(tenant, NOON);

        // When
        kafka.send(turn);
        kafka.send(turn);
        kafka.send(Usage.turn(other, NOON));
        kafka.send(turn);
        waitForMessages(other, 1);
        waitForAnother(tenant, 1);
        kafka.replay(Topic.USAGE.topic(), this::takeWhole);
        kafka.replay(Topic.USAGE.topic(), this::takeWhole);

        // Then
        var report = Usage.report(tenant, MARCH);
        assertEquals(2, Usage.quantity(report, "messages"));
        assertEquals(240, Usage.quantity(report, "tokens.input"));
        assertEquals(2 * 3 * 78, report.getLong("cost_micros"));
        assertEquals(6, Usage.entries(tenant, 100).size());
        assertEquals(3, Usage.entries(other, 100).size());
    }

    @Test
    void takesBatchesOverManyTenants() {
        // Given
        var many = IntStream.range(0, 40).mapToObj(i -> tenants.unknown()).toList();
        var first = tenants.in("UTC");
        var second = tenants.in("UTC");
        var events = new ArrayList<Event<UsageRecorded>>();
        IntStream.range(0, 25).forEach(round -> {
            many.forEach(tenant -> events.add(Usage.turn(tenant, NOON.plusSeconds(round))));
            events.add(Usage.turn(first, NOON, "gpt-4o", 10, 1, 5));
            events.add(Usage.turn(second, NOON, "local", 7, 2, 0));
        });

        // When
        events.forEach(kafka::send);
        waitForMessages(first, 25);
        waitForMessages(second, 25);

        // Then
        assertEquals(250, Usage.quantity(Usage.report(first, MARCH), "tokens.input"));
        assertEquals(175, Usage.quantity(Usage.report(second, MARCH), "tokens.input"));
        assertEquals(List.of("gpt-4o"), models(first));
        assertEquals(List.of("local"), models(second));
    }

    @Test
    void setsGarbageAsideAndGoesOn() {
        // Given
        var tenant = tenants.in("UTC");
        var good = Usage.turn(tenant, NOON);
        var garbage = List.of(
                "no json",
                "{}",
                "[1,2]",
                "null",
                "\"\"",
                "{\"specversion\":\"1.0\"",
                EventJson.write(good).replace("\"quantity\":1", "\"quantity\":-1"),
                EventJson.write(good).replace("\"quantity\":1", "\"quantity\":1.5"),
                EventJson.write(good).replace("\"quantity\":1", "\"quantity\":9223372036854775807"),
                EventJson.write(good).replace("\"quantity\":1", "\"quantity\":99999999999999999999"),
                EventJson.write(good).replace(UsageRecorded.TYPE, "usher.usage.recorded.v9"),
                EventJson.write(good).replace(tenant.toString(), "ten_nobody"),
                EventJson.write(good).replace(Usage.CHAT, "a\\u0000b"),
                EventJson.write(good).replace("gpt-4o-mini", "a\\u0000b"),
                EventJson.write(good).replace("gpt-4o-mini", "\\ud800"),
                EventJson.write(good).replace("gpt-4o-mini", "x".repeat(100_000)),
                EventJson.write(good).replace("\"source\":\"" + Usage.CHAT + "\",", ""),
                EventJson.write(good).replaceAll("\"time\":\"[^\"]*\",", ""),
                EventJson.write(good).replaceAll("\"time\":\"[^\"]*\"", "\"time\":\"+999999-01-01T00:00:00Z\""),
                EventJson.write(Usage.event(
                        tenant,
                        NOON,
                        IntStream.range(0, 5_000)
                                .mapToObj(i -> new UsageLine("m" + i, 1, 0))
                                .toList(),
                        Map.of())));

        // When
        garbage.forEach(text -> kafka.send(Topic.USAGE, tenant.toString(), text.getBytes(StandardCharsets.UTF_8)));
        kafka.send(good);
        waitForMessages(tenant, 1);

        // Then
        var dead = kafka.all(Topic.USAGE.dead()).stream()
                .filter(message -> tenant.toString().equals(message.key()))
                .map(message -> new String(message.value(), StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
        assertEquals(
                List.of(), garbage.stream().filter(text -> !dead.contains(text)).toList());
        assertEquals(3, Usage.entries(tenant, 100).size());
    }

    @Test
    void keepsWhatDimensionsSayInAnyScript() {
        // Given
        var tenant = tenants.in("UTC");
        var lines = List.of(new UsageLine("pages.printed", 3, 1_500));
        var said = Map.of("model", "מודל \"א\"", "tool", "כלי {1,2}\\", "room", "東京 🗼\n'; drop table x; --");

        // When
        kafka.send(Usage.event(tenant, NOON, lines, said));
        Waiting.until("the entry is there", () -> !Usage.entries(tenant, 10).isEmpty());

        // Then
        var entry = Usage.entries(tenant, 10).getFirst();
        assertEquals(said, entry.get("dimensions"));
        assertEquals("pages.printed", entry.get("metric"));
        assertEquals(1_500, entry.get("cost_micros"));
        assertEquals(3, Usage.quantity(Usage.report(tenant, MARCH), "pages.printed"));
    }

    private List<String> models(TenantId tenant) {
        return Usage.report(tenant, MARCH).<String>getList("by_model.model").stream()
                .distinct()
                .toList();
    }

    /** One more event behind those sent: when it has been taken, so have they. */
    private void waitForAnother(TenantId tenant, long before) {
        kafka.send(Usage.turn(tenant, NOON));
        waitForMessages(tenant, before + 1);
        assertTrue(Usage.quantity(Usage.report(tenant, MARCH), "messages") == before + 1, "exactly one more");
    }

    private static void waitForMessages(TenantId tenant, long count) {
        Waiting.until(
                count + " messages are billed", () -> Usage.quantity(Usage.report(tenant, MARCH), "messages") >= count);
    }

    /** Until the batch is acknowledged. */
    private void takeWhole(ConsumerRecords<String, byte[]> batch) {
        var acknowledged = new CompletableFuture<Void>();
        consumer.take(Message.of(batch, () -> {
                    acknowledged.complete(null);
                    return acknowledged;
                }))
                .await()
                .indefinitely();
        acknowledged.join();
    }
}

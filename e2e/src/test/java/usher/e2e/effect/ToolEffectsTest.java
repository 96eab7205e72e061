package usher.e2e.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.contracts.id.TenantId;
import usher.e2e.client.Eventually;
import usher.e2e.client.Tenant;
import usher.e2e.support.Scale;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.Service;
import usher.e2e.world.World;

/**
 * The target does its work and the answer is lost; the model asks again in the same turn and in the next; tool-service is killed
 * with calls under way. What was to be done once is done once.
 */
@Order(3)
@ExtendWith(SharedWorld.class)
class ToolEffectsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int AT_ONCE = 25;
    private static final String UNDER_WAY = """
            select count(*) from tool.invocation
             where tenant_id = ? and state = 'running' and deadline > now()""";

    @BeforeAll
    static void teach(World world) {
        Canceller.teach(world.standIn().script());
    }

    @Test
    void happenOnceWhateverIsLostOrKilled(World world) {
        try (var bookings = Bookings.thatKnowKeys()) {
            // Given
            var tenant = tenant(world, bookings, Map.of());
            var all = new ArrayList<Canceller>();

            // When
            for (int first = 0; first < Scale.of(50, 1_000); first += AT_ONCE) {
                var some = Canceller.several(world, tenant, AT_ONCE, 100_000 + first);
                breakEverything(world, bookings, some);
                untilDone(world, tenant, some);
                all.addAll(some);
            }

            // Then
            int duplicates = duplicates(bookings, all);
            System.out.printf(
                    "%d bookings, %d requests that reached the target, %d duplicates%n",
                    all.size(), bookings.requests(), duplicates);
            assertEquals(0, duplicates);
            assertTrue(all.stream().allMatch(one -> bookings.cancellations(one.booking()) == 1));
            assertTrue(bookings.requests() > all.size(), "answers were lost and asked for again");
        }
    }

    /** The control: were keys not heeded, the same would do things twice. */
    @Test
    void happenTwiceAtATargetThatIgnoresKeys(World world) {
        try (var bookings = Bookings.thatIgnoreKeys()) {
            var tenant = tenant(world, bookings, Map.of());
            var some = Canceller.several(world, tenant, 10, 200_000);

            breakEverything(world, bookings, some);
            untilDone(world, tenant, some);

            int duplicates = duplicates(bookings, some);
            System.out.printf("Without keys: %d bookings, %d cancelled more than once%n", some.size(), duplicates);
            assertTrue(duplicates > 0, "the faults of this test would show duplicates");
        }
    }

    @Test
    void happenOnceAtATargetThatIsKnownToIgnoreKeysAndThenNobodyKnows(World world) {
        try (var bookings = Bookings.thatIgnoreKeys()) {
            // Given
            var tenant = tenant(world, bookings, Map.of("idempotent", false));
            var some = Canceller.several(world, tenant, 10, 300_000);

            // When
            breakEverything(world, bookings, some);
            quiet(world, tenant);
            all(some, Canceller::ask);

            // Then
            assertEquals(0, duplicates(bookings, some));
            for (var one : some) {
                boolean done = bookings.cancellations(one.booking()) == 1;
                assertTrue(one.done() ? done : one.heard().contains("outcome-unknown"), one.heard());
            }
        }
    }

    /** Answers are lost; when the target has heard most of them, tool-service is killed, and then all is well again. */
    private static void breakEverything(World world, Bookings bookings, List<Canceller> some) {
        int before = bookings.requests();
        bookings.loseAnswers();
        var asking = CompletableFuture.runAsync(() -> all(some, Canceller::ask));
        Eventually.until("the target has been asked", SOON, () -> bookings.requests() >= before + some.size() / 2);
        world.kill(Service.TOOL);
        bookings.heal();
        world.start(Service.TOOL);
        asking.join();
    }

    private static void untilDone(World world, Tenant tenant, List<Canceller> some) {
        Eventually.until("every booking is cancelled, as far as visitors know", SOON, () -> {
            quiet(world, tenant);
            var left = some.stream().filter(one -> !one.done()).toList();
            all(left, Canceller::ask);
            return left.isEmpty();
        });
    }

    /** Calls that were under way when their replica died are past their time. */
    private static void quiet(World world, Tenant tenant) {
        var id = TenantId.fromString(tenant.id()).value();
        Eventually.until("no call is under way", SOON, () -> world.database().number(UNDER_WAY, id) == 0);
    }

    private static int duplicates(Bookings bookings, List<Canceller> some) {
        return (int) some.stream()
                .filter(one -> bookings.cancellations(one.booking()) > 1)
                .count();
    }

    private interface Act {
        void by(Canceller one);
    }

    private static void all(List<Canceller> some, Act act) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var acts = some.stream()
                    .map(one -> CompletableFuture.runAsync(() -> act.by(one), threads))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(acts).join();
        }
    }

    private static Tenant tenant(World world, Bookings bookings, Map<String, ?> config) {
        var tenant = world.standInTenant("Effects");
        var tool = world.operator()
                .tool(Map.of(
                        "name", Canceller.TOOL,
                        "description", "Cancels a booking by its number.",
                        "category", "bookings",
                        "risk", "write",
                        "label", "Cancelling {booking}",
                        "done_label", "Cancelled {booking}",
                        "parameters",
                                Map.of(
                                        "type",
                                        "object",
                                        "properties",
                                        Map.of("booking", Map.of("type", "string")),
                                        "required",
                                        List.of("booking"),
                                        "additionalProperties",
                                        false)));
        world.operator()
                .api()
                .put(
                        "/api/v1/tools/tenant-tools/" + tool + tenant.query(),
                        Map.of("enabled", true, "url", bookings.url(), "timeout_ms", 1_000, "config", config))
                .orThrow();
        Eventually.until(
                tenant + " has its tool in chat-service",
                SOON,
                () -> world.books().tools(tenant) > 0);
        return tenant;
    }
}

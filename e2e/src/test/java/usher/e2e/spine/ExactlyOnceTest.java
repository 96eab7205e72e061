package usher.e2e.spine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import usher.e2e.client.Eventually;
import usher.e2e.client.Operator;
import usher.e2e.client.Tenant;
import usher.e2e.fault.Fault;
import usher.e2e.reconcile.Book;
import usher.e2e.support.Scale;
import usher.e2e.support.SharedWorld;
import usher.e2e.world.Dependency;
import usher.e2e.world.Service;
import usher.e2e.world.World;
import usher.local.launch.Part;

/** The test that matters most: whatever is killed, the ledger is the provider's own count. */
@Order(1)
@ExtendWith(SharedWorld.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExactlyOnceTest {

    private static final int TURNS_A_ROUND = Scale.of(25, 500);
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    @Order(1)
    void billsEachTurnOnceThroughACutAndKilledBrokerAndKilledServices(World world) {
        // Given
        var book = new Book();
        var tenant = world.standInTenant("Exactly once");
        var other = world.standInTenant("Exactly once, beside");

        // When
        for (int round = 1; round <= Scale.of(1, 20); round++) {
            // Others each time: a visitor may ask a hundred questions a day.
            var crowd = Crowd.of(10, world.api(), tenant, book);
            world.proxy(Dependency.KAFKA).become(new Fault.Refuse());
            crowd.ask(TURNS_A_ROUND, Duration.ZERO, "round " + round);
            assertTrue(world.books().waiting(tenant) >= TURNS_A_ROUND, "usage waits in the outbox");
            world.kill(Service.CHAT);
            world.proxy(Dependency.KAFKA).heal();
            world.start(Service.CHAT);
            killBrokerWhileItIsToldOfUsage(world, tenant);
            killBillingWhileItConsumes(world, tenant, round);
        }

        // Then
        world.books().settled(tenant, SOON);
        var report = world.books().reconcile(tenant, book);
        System.out.println(report);
        assertEquals(TURNS_A_ROUND * Scale.of(1, 20), book.acknowledged(), report.toString());
        assertTrue(report.agrees(), report.toString());
        assertEquals(0, report.unheard(), report.toString());
        assertEquals(
                world.standIn().ledger().totals(Operator.standInKey(tenant)).promptTokens(),
                world.books().billed(tenant, "tokens.input"));
        assertEquals(0, world.books().billed(other, "messages"), "the tenant beside it was billed nothing");
    }

    @Test
    @Order(2)
    void billsNothingMoreWhenAllUsageIsReadAgainAlsoLongAfter(World world) {
        try (var replay = new Replay(world)) {
            // Given
            var before = replay.ledger();

            // When
            for (int time = 1; time <= 3; time++) {
                long events = replay.fromTheStart();

                // Then
                assertTrue(events >= TURNS_A_ROUND, events + " events were read again");
                assertEquals(before, replay.ledger(), "after time " + time);
            }

            // When
            replay.age(Duration.ofDays(40));
            var aged = replay.ledger();
            replay.fromTheStart();

            // Then
            assertEquals(aged, replay.ledger(), "after 40 days");
        }
    }

    private static void killBrokerWhileItIsToldOfUsage(World world, Tenant tenant) {
        Eventually.until("usage is on its way again", SOON, () -> world.books().waiting(tenant) < TURNS_A_ROUND);
        world.platform().kill(Part.KAFKA);
        world.platform().start(Part.KAFKA);
    }

    private static void killBillingWhileItConsumes(World world, Tenant tenant, int round) {
        long before = (round - 1L) * TURNS_A_ROUND;
        Eventually.until(
                "billing has begun to consume round " + round,
                SOON,
                () -> world.books().billed(tenant, "messages") > before);
        world.kill(Service.BILLING);
        world.start(Service.BILLING);
    }
}

package usher.chat.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.Admission.QuotaReached;
import usher.contracts.event.Exhausted;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
import usher.kit.event.Intake;
import usher.kit.tenant.Tenancy;
import usher.kit.test.EmbeddedPlatform;

/** Limits that are not counted here, as billing-service says that they are used up. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class ExhaustedTest {
    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    private static final Limit INPUT = new Limit("tokens.input", 1000L, Period.MONTH, true);

    @Test
    void refusesTurnsUntilThePeriodEnds() {
        // Given
        var desk = new Desk(INPUT);
        var other = new Desk(INPUT);
        assertInstanceOf(Admitted.class, desk.admit(Desk.free()));
        var until = desk.now.plus(Duration.ofDays(3));

        // When
        TestEntitlements.exhaust(2, desk.tenant, List.of(INPUT), usedUp("tokens.input", until));

        // Then
        var refused = assertInstanceOf(QuotaReached.class, desk.admit(Desk.free()));
        assertEquals(new QuotaReached("tokens.input", 1000, 1003, until, false, List.of()), refused);
        var problem = Refusals.of(refused, "/upgrade");
        assertEquals("plan-limit-exceeded", problem.code());
        assertEquals(402, problem.status());
        assertInstanceOf(Admitted.class, other.admit(Desk.free()));
        desk.now = until;
        assertInstanceOf(Admitted.class, desk.admit(Desk.free()));
    }

    @Test
    void goesOnWhenThePlanHasRoomAgain() {
        var desk = new Desk(INPUT);
        TestEntitlements.exhaust(2, desk.tenant, List.of(INPUT), usedUp("tokens.input", desk.now.plusSeconds(60)));
        assertInstanceOf(QuotaReached.class, desk.admit(Desk.free()));

        TestEntitlements.exhaust(3, desk.tenant, List.of(INPUT));

        assertInstanceOf(Admitted.class, desk.admit(Desk.free()));
    }

    @Test
    void leavesToOthersWhatTurnsDoNotUse() {
        var desk = new Desk(INPUT);
        var until = desk.now.plusSeconds(60);

        TestEntitlements.exhaust(2, desk.tenant, List.of(INPUT), usedUp("tool.calls", until), usedUp("parcels", until));

        assertInstanceOf(Admitted.class, desk.admit(Desk.free()));
    }

    @Test
    void refusesAtOnceWhatThePlanHasNoneOf() {
        var desk = new Desk(new Limit("tokens.output", 0L, Period.DAY, true));

        assertInstanceOf(QuotaReached.class, desk.admit(Desk.free()));
    }

    @Test
    void letsErrandsOfRunningTurnsEnd() {
        var desk = new Desk(INPUT);
        TestEntitlements.exhaust(2, desk.tenant, List.of(INPUT), usedUp("tokens.input", desk.now.plusSeconds(60)));

        var errand = Desk.wait(desk.limits.admit(desk.tenant, Asker.errand(UUID.randomUUID()), Desk.free()));

        assertInstanceOf(Admitted.class, errand);
    }

    @Test
    void isSeenByEveryReplicaWithinASecond() {
        // Given a replica that has just looked
        var desk = new Desk(INPUT);
        var replica = new Entitlements(Desk.bean(Intake.class), jobs, Desk.bean(Tenancy.class));
        assertEquals(List.of(), exhausted(replica, desk));

        // When another one hears of a change
        TestEntitlements.exhaust(2, desk.tenant, List.of(INPUT), usedUp("tokens.input", desk.now.plusSeconds(60)));
        long heard = System.nanoTime();

        // Then
        while (exhausted(replica, desk).isEmpty()) {
            assertTrue(System.nanoTime() - heard < Duration.ofMillis(800).toNanos(), "it is not seen in time");
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static List<Exhausted> exhausted(Entitlements replica, Desk desk) {
        return Desk.wait(replica.of(desk.tenant)).orElseThrow().exhausted();
    }

    private static Exhausted usedUp(String metric, Instant until) {
        return new Exhausted(metric, Period.MONTH, 1000, 1003, until);
    }
}

package usher.chat.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.Admission.QuotaReached;
import usher.chat.subscriber.VisitorGrants;
import usher.contracts.event.Event;
import usher.contracts.event.Metric;
import usher.contracts.event.VisitorEntitled;
import usher.contracts.event.VisitorGrant;
import usher.contracts.id.EventId;
import usher.contracts.id.VisitorId;
import usher.kit.test.EmbeddedPlatform;

/** What visitors bought is what they may use, each for himself. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class VisitorLimitTest {
    private static final VisitorGrant FREE = new VisitorGrant("lightweight", 10L, null);

    @Test
    void setsNoLimitsForVisitorsOfATenantThatSellsNothing() {
        var desk = new Desk(Desk.messages(1000));
        var visitor = visitor();

        for (int at = 0; at < 12; at++) {
            assertTrue(answered(desk, visitor));
        }

        var admitted = assertInstanceOf(Admitted.class, ask(desk, visitor));
        assertEquals(987, admitted.allowance().messagesLeft());
        assertEquals(1, admitted.reservation().accounts().size());
    }

    @Test
    void answersAVisitorWithoutASubscriptionTenTimesADay() {
        var desk = new Desk(Desk.messages(1000));
        var other = new Desk(Desk.messages(1000));
        var visitor = visitor();
        say(desk, 1, null, FREE);

        for (int at = 0; at < 10; at++) {
            assertTrue(answered(desk, visitor), "message " + at);
        }
        var refused = assertInstanceOf(QuotaReached.class, ask(desk, visitor));

        assertEquals(
                new QuotaReached(Metric.MESSAGES, 10, 10, Instant.parse("2026-11-16T00:00:00Z"), true, List.of()),
                new QuotaReached(
                        refused.metric(),
                        refused.limit(),
                        refused.used(),
                        refused.resetsAt(),
                        refused.visitors(),
                        List.of()));
        assertEquals("visitor", Refusals.of(refused, "/upgrade").members().get("scope"));
        assertTrue(answered(desk, visitor()), "another visitor has messages of his own");
        assertTrue(answered(other, visitor), "another tenant sells nothing");
        assertTrue(answered(desk, null), "a tenant's server that names nobody is not held to it");
        desk.now = desk.now.plus(Duration.ofHours(12));
        assertTrue(answered(desk, visitor), "a new day is a new key");
    }

    @Test
    void holdsATenantsServerToTheVisitorItNames() {
        var desk = new Desk(Desk.messages(1000));
        var visitor = visitor();
        say(desk, 1, null, new VisitorGrant("lightweight", 1L, null));

        assertTrue(answered(desk, visitor));
        var byServer = desk.limits.admit(
                desk.tenant, new Asker(UUID.randomUUID(), null, visitor, null, null, false), Desk.free());

        assertInstanceOf(QuotaReached.class, Desk.wait(byServer));
    }

    @Test
    void limitsNothingWhileASubscriptionRunsAndCountsTheDayWhenItEnds() {
        var desk = new Desk(Desk.messages(1000));
        var visitor = visitor();
        var end = desk.now.plus(Duration.ofHours(2));
        say(desk, 1, null, FREE);
        say(desk, 1, visitor, new VisitorGrant("premium", null, end));

        for (int at = 0; at < 15; at++) {
            assertTrue(answered(desk, visitor), "message " + at);
        }
        desk.now = end;

        var refused = assertInstanceOf(QuotaReached.class, ask(desk, visitor));
        assertEquals(15, refused.used());
    }

    @Test
    void takesTheBestOfWhatRunsAndIgnoresWhatIsOld() {
        var desk = new Desk(Desk.messages(1000));
        var visitor = visitor();
        say(desk, 1, null, new VisitorGrant("lightweight", 0L, null));
        say(
                desk,
                2,
                visitor,
                new VisitorGrant("full", 1L, null),
                new VisitorGrant("premium", 2L, desk.now.plusSeconds(60)));
        say(desk, 1, visitor);

        assertTrue(answered(desk, visitor));
        assertTrue(answered(desk, visitor));
        assertFalse(answered(desk, visitor));
        desk.now = desk.now.plusSeconds(60);

        assertEquals(1, assertInstanceOf(QuotaReached.class, ask(desk, visitor)).limit());
        assertFalse(answered(desk, visitor()));
    }

    @Test
    void countsAVisitorsDayFromTheReceiptsWhenRedisForgotIt() {
        var desk = new Desk(Desk.messages(1000));
        var visitor = visitor();
        var admitted = assertInstanceOf(Admitted.class, ask(desk, visitor));
        desk.receipt(admitted.reservation(), visitor);
        desk.settle(admitted, Spent.answered(true, 0, 0));
        say(desk, 1, null, new VisitorGrant("lightweight", 1L, null));

        assertEquals(1, assertInstanceOf(QuotaReached.class, ask(desk, visitor)).used());
        assertTrue(answered(desk, visitor()));
    }

    private static boolean answered(Desk desk, @Nullable VisitorId visitor) {
        var admission = ask(desk, visitor);
        if (admission instanceof Admitted) {
            desk.settle(admission, Spent.answered(false, 0, 0));
            return true;
        }
        return false;
    }

    private static Admission ask(Desk desk, @Nullable VisitorId visitor) {
        return Desk.wait(
                desk.limits.admit(desk.tenant, new Asker(UUID.randomUUID(), visitor, null, null), Desk.free()));
    }

    private static void say(Desk desk, long version, @Nullable VisitorId visitor, VisitorGrant... grants) {
        var data = new VisitorEntitled(desk.tenant, visitor, version, List.of(grants));
        Desk.wait(Desk.bean(VisitorGrants.class)
                .store(List.of(new Event<>(
                        new EventId(UUID.randomUUID()),
                        "usher/billing-service",
                        data.type(),
                        desk.tenant,
                        Instant.EPOCH,
                        data))));
    }

    private static VisitorId visitor() {
        return new VisitorId(UUID.randomUUID());
    }
}

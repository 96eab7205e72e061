package usher.chat.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.chat.limit.Admission.Admitted;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
import usher.contracts.id.VisitorId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class RateTest {
    @Test
    void neverAdmitsASixtyFirstRequestInAnyMinute() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var desk = new Desk(Desk.perMinute(60));
        var admitted = new ArrayList<Instant>();

        for (int at = 0; at < 1500; at++) {
            // Bursts, trickles and pauses.
            desk.now = desk.now.plusMillis(
                    switch (random.nextInt(12)) {
                        case 0 -> random.nextInt(40_000);
                        case 1, 2, 3 -> random.nextInt(1200);
                        default -> random.nextInt(20);
                    });
            if (desk.admit(Desk.free()) instanceof Admitted) {
                admitted.add(desk.now);
            }
        }

        admitted.sort(null);
        for (int at = 60; at < admitted.size(); at++) {
            var sixtyBefore = admitted.get(at - 60);
            assertTrue(
                    !admitted.get(at).isBefore(sixtyBefore.plusMillis(60_000)),
                    "61 requests from " + sixtyBefore + ", seed " + seed);
        }
        assertTrue(admitted.size() > 120, "a limiter that never admits is no limiter");
    }

    @Test
    void tellsExactlyWhenTheNextRequestFits() {
        var desk = new Desk(Desk.perMinute(3));
        for (int at = 0; at < 3; at++) {
            desk.admit(Desk.free());
            desk.now = desk.now.plusSeconds(1);
        }

        var refused = assertInstanceOf(Admission.TooFast.class, desk.admit(Desk.free()));
        assertEquals(57_000, refused.retryAfter().toMillis());
        desk.now = desk.now.plusMillis(56_999);
        assertInstanceOf(Admission.TooFast.class, desk.admit(Desk.free()));
        desk.now = desk.now.plusMillis(1);
        var next = assertInstanceOf(Admitted.class, desk.admit(Desk.free()));

        var rate = next.allowance().rates().getFirst();
        assertEquals("chat", rate.name());
        assertEquals(0, rate.left());
    }

    @Test
    void limitsEachVisitorAndEachAddressBesideTheTenant() {
        var desk = new Desk(
                Desk.perMinute(1000),
                new Limit("requests.visitor", 2L, Period.MINUTE, true),
                new Limit("requests.address", 3L, Period.MINUTE, true));
        var one = new VisitorId(UUID.randomUUID());
        var two = new VisitorId(UUID.randomUUID());

        var outcomes = List.of(
                ask(desk, one, "203.0.113.1"),
                ask(desk, one, "203.0.113.1"),
                ask(desk, one, "203.0.113.2"),
                ask(desk, two, "203.0.113.1"),
                ask(desk, two, "203.0.113.1"),
                ask(desk, two, "203.0.113.2"));

        assertEquals(
                List.of("Admitted", "Admitted", "TooFast", "Admitted", "TooFast", "Admitted"),
                outcomes.stream()
                        .map(outcome -> outcome.getClass().getSimpleName())
                        .toList());
    }

    private static Admission ask(Desk desk, VisitorId visitor, String address) {
        return Desk.wait(
                desk.limits.admit(desk.tenant, new Asker(UUID.randomUUID(), visitor, address, null), Desk.free()));
    }

    @Test
    void keepsNoAddressInRedis() {
        var key = Terms.hidden(new usher.contracts.id.TenantId(UUID.randomUUID()), "203.0.113.1");

        assertTrue(!key.contains("203"), key);
    }
}

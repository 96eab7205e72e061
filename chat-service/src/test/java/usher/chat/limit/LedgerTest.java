package usher.chat.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import usher.contracts.event.Metric;
import usher.kit.tenant.Tenancy;
import usher.kit.test.EmbeddedPlatform;

/** The totals in Redis are the ledger's, whatever happens between the two. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class LedgerTest {
    @Test
    void countsWhatBrokenTurnsUsedWhetherSettledOrCountedAnew() {
        var desk = new Desk(Desk.budget(1000), Desk.messages(100));
        var other = new Desk(Desk.budget(1000));
        var broken = desk.admit(Desk.estimate(100, 1));
        desk.used(Desk.reservation(broken), 450);
        desk.settle(broken, Spent.unanswered(true, 450, 450));

        assertEquals(450, desk.counted(Metric.COST));
        assertEquals(0, desk.counted(Metric.MESSAGES));
        desk.forgetTotals();
        var next = desk.admit(Desk.estimate(100, 1));

        assertEquals(450, desk.counted(Metric.COST));
        desk.used(Desk.reservation(next), 540);
        desk.settle(next, Spent.unanswered(false, 540, 540));
        assertInstanceOf(Admission.QuotaReached.class, desk.admit(Desk.estimate(100, 1)));
        other.admit(Desk.estimate(100, 1));
        assertEquals(0, other.counted(Metric.COST));
    }

    @Test
    void asksTheLedgerForATurnOfWhichNobodyKnowsWhatItUsed() {
        var desk = new Desk(Desk.budget(1000));
        var turn = desk.admit(Desk.estimate(100, 1));
        desk.receipt(Desk.reservation(turn), 70);

        Desk.wait(desk.limits.release(desk.tenant, Desk.reservation(turn)));

        assertNull(desk.counted(Metric.COST));
        desk.admit(Desk.estimate(100, 1));
        assertEquals(70, desk.counted(Metric.COST));
    }

    @Test
    void countsAnewWhenSomethingWasMeteredThatNobodyHeld() {
        var desk = new Desk(Desk.budget(1000));
        var held = Desk.reservation(desk.admit(Desk.estimate(100, 1)));
        desk.now = desk.now.plus(Desk.bean(LimitConfig.class).reservation());
        desk.settle(desk.admit(Desk.estimate(100, 1)), Spent.NOTHING);
        assertEquals(0, desk.counted(Metric.COST));

        desk.used(held, 33);
        Desk.wait(desk.limits.doubt(desk.tenant));

        desk.admit(Desk.estimate(100, 1));
        assertEquals(33, desk.counted(Metric.COST));
    }

    @Test
    void takesNoCountThatAnotherOneOvertook() {
        // Given a count that has read the ledger and is then held up
        var desk = new Desk(Desk.budget(1000));
        var scripts = new RedisScripts(Desk.bean(RedisAPI.class));
        var gate = new Gated();
        var slow = desk.recount(scripts, gate).of(desk.month()).subscribeAsCompletionStage();
        gate.read.join();
        Desk.wait(scripts.forget(desk.month().lockKey()));

        // When another one is taken and a turn is answered by it
        var turn = desk.admit(Desk.estimate(100, 1));
        desk.receipt(Desk.reservation(turn), 80);
        desk.settle(turn, Spent.answered(false, 80, 80));
        gate.open.complete(null);

        // Then the first one changes nothing
        assertFalse(slow.join());
        assertEquals(80, desk.counted(Metric.COST));
    }

    @Test
    void takesNoCountThatCameIntoDoubt() {
        var desk = new Desk(Desk.budget(1000));
        var scripts = new RedisScripts(Desk.bean(RedisAPI.class));
        var gate = new Gated();
        var counting = desk.recount(scripts, gate).of(desk.month()).subscribeAsCompletionStage();
        gate.read.join();

        Desk.wait(desk.limits.doubt(desk.tenant));
        gate.open.complete(null);

        assertFalse(counting.join());
        assertNull(desk.counted(Metric.COST));
        assertInstanceOf(Admission.Admitted.class, desk.admit(Desk.estimate(100, 1)));
    }

    @Test
    void addsNothingTwiceThatSettledLongBeforeTheCount() {
        // Given an account in doubt, and a turn that settles while it is
        var desk = new Desk(Desk.budget(1000));
        var turn = desk.admit(Desk.estimate(100, 1));
        Desk.wait(desk.limits.doubt(desk.tenant));
        desk.receipt(Desk.reservation(turn), 90);
        desk.settle(turn, Spent.answered(false, 90, 90));

        // When nobody asks for longer than a turn can take
        desk.now = desk.now.plus(Duration.ofMinutes(30));
        desk.admit(Desk.estimate(100, 1));

        assertEquals(90, desk.counted(Metric.COST));
    }

    @Test
    void settlesAgainWhenRedisDidNotAnswer() {
        var scripts = new Unreliable(1);
        var desk = new Desk(scripts, Desk.budget(1000));
        var turn = desk.admit(Desk.estimate(100, 1));
        desk.receipt(Desk.reservation(turn), 60);

        desk.settle(turn, Spent.answered(false, 60, 60));

        assertEquals(60, desk.counted(Metric.COST));
        assertEquals(0, scripts.lost.get());
    }

    @Test
    void neverForgetsASettlementThatWasLost() {
        var desk = new Desk(new Unreliable(2), Desk.budget(350));
        var lost = desk.admit(Desk.estimate(100, 1));
        desk.receipt(Desk.reservation(lost), 200);

        assertTrue(failed(desk, lost));

        var next = desk.admit(Desk.estimate(100, 1));
        assertEquals(150, Desk.grant(next).micros());
        desk.now = desk.now.plus(Desk.bean(LimitConfig.class).reservation());
        desk.admit(Desk.estimate(100, 1));
        assertEquals(200, desk.counted(Metric.COST));
    }

    private static boolean failed(Desk desk, Admission turn) {
        try {
            desk.settle(turn, Spent.answered(false, 200, 200));
            return false;
        } catch (RedisScripts.Away away) {
            return true;
        }
    }

    /** Reads the ledger and keeps the result back. */
    private static final class Gated extends Totals {
        private final CompletableFuture<Void> read = new CompletableFuture<>();
        private final CompletableFuture<Void> open = new CompletableFuture<>();

        Gated() {
            super(Desk.bean(Tenancy.class));
        }

        @Override
        Uni<JsonObject> of(Account account, Instant now) {
            return super.of(account, now)
                    .invoke(() -> read.complete(null))
                    .call(() -> Uni.createFrom().completionStage(open));
        }
    }

    /** Loses so many settlements. */
    private static final class Unreliable extends RedisScripts {
        private final AtomicInteger lost;

        Unreliable(int lost) {
            super(Desk.bean(RedisAPI.class));
            this.lost = new AtomicInteger(lost);
        }

        @Override
        public Uni<Response> run(Script script, List<String> keys, JsonObject argument) {
            return argument.containsKey("spent") && lost.get() > 0
                    ? Uni.createFrom().failure(() -> {
                        lost.decrementAndGet();
                        return new Away(new IOException("gone"));
                    })
                    : super.run(script, keys, argument);
        }
    }
}

package usher.chat.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import usher.chat.limit.Admission.Admitted;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
import usher.contracts.event.Metric;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class BudgetTest {
    private static final long ONE_ANSWER = 300;

    @Test
    void admitsThirtySixOfFiveHundredAtOnceOnABudgetForThirtySevenAndNeverOverspends() {
        var desk = new Desk(Desk.budget(37 * ONE_ANSWER));
        var other = new Desk(Desk.budget(ONE_ANSWER));
        var spent = new AtomicLong();
        var answered = new AtomicInteger();
        var asked = new ArrayList<Uni<Void>>();
        for (int at = 0; at < 500; at++) {
            asked.add(desk.ask(Desk.estimate(800, 1)).chain(admission -> answer(desk, admission, spent, answered)));
        }

        Desk.wait(Uni.join().all(asked).andFailFast());

        System.out.printf(
                "budget for 37: %d of 500 admitted, %d of %d micro-dollars spent%n",
                answered.get(), spent.get(), 37 * ONE_ANSWER);
        assertTrue(spent.get() <= 37 * ONE_ANSWER, "spent " + spent);
        assertTrue(answered.get() >= 36, "admitted " + answered);
        assertEquals(spent.get(), desk.counted(Metric.COST));
        assertInstanceOf(Admitted.class, other.admit(Desk.estimate(200, 1)));
    }

    /** A model that says 200 tokens if it may, within a moment. */
    private static Uni<Void> answer(Desk desk, Admission admission, AtomicLong spent, AtomicInteger answered) {
        if (!(admission instanceof Admitted admitted)) {
            return Uni.createFrom().voidItem();
        }
        long cost = Math.min(ONE_ANSWER, admitted.grant().micros());
        return Uni.createFrom()
                .emitter(talking ->
                        Desk.bean(Vertx.class).setTimer(5 + answered.get() % 20, end -> talking.complete(null)))
                .invoke(() -> {
                    spent.addAndGet(cost);
                    answered.incrementAndGet();
                })
                .chain(() -> desk.stored(admitted.reservation(), cost))
                .chain(() ->
                        desk.limits.settle(desk.tenant, admitted.reservation(), Spent.answered(false, cost, cost)));
    }

    @Test
    void waitsForMoneyThatARunningTurnHoldsAndDoesNotNeed() {
        var desk = new Desk(Desk.budget(1000));
        var first = desk.admit(Desk.estimate(700, 1));

        var second = desk.ask(Desk.estimate(500, 1)).subscribeAsCompletionStage();
        desk.settle(first, Spent.answered(false, 200, 200));

        assertInstanceOf(Admitted.class, second.join());
    }

    @Test
    void shortensTheAnswerToWhatIsLeftAndRefusesWhatIsTooLittle() {
        var desk = new Desk(Desk.budget(400));
        desk.settle(desk.admit(Desk.estimate(100, 1)), Spent.answered(false, 200, 200));

        var clamped = desk.admit(Desk.estimate(5000, 4));
        desk.settle(clamped, Spent.answered(false, 150, 150));
        var refused = desk.admit(Desk.estimate(5000, 4));

        assertEquals(200, Desk.grant(clamped).micros());
        var reached = assertInstanceOf(Admission.QuotaReached.class, refused);
        assertEquals(Metric.COST, reached.metric());
        assertEquals(350, reached.used());
    }

    @Test
    void lendsWhatIsLeftInTheEndWhenTurnsKeepWhatTheyHold() {
        var desk = new Desk(Desk.budget(1000));
        desk.admit(Desk.estimate(600, 1));

        var second = desk.admit(Desk.estimate(600, 1));
        var third = desk.admit(Desk.estimate(600, 1));

        assertEquals(300, Desk.grant(second).micros());
        assertInstanceOf(Admission.Held.class, third);
    }

    @Test
    void countsTheLedgerAnewWhenAReplicaDiedWithTwentyTurns() {
        var desk = new Desk(Desk.budget(100_000), Desk.messages(1000));
        long stored = 0;
        long broken = 0;
        for (int at = 0; at < 20; at++) {
            var held = Desk.reservation(desk.admit(Desk.estimate(800, 1)));
            if (at % 3 == 0) {
                desk.receipt(held, 250);
                stored++;
            } else if (at % 3 == 1) {
                desk.used(held, 40);
                broken++;
            }
        }

        desk.now = desk.now.plus(Desk.bean(LimitConfig.class).reservation());
        var next = desk.admit(Desk.estimate(800, 1));

        long ledger = stored * 250 + broken * 40;
        assertEquals(ledger, desk.counted(Metric.COST));
        assertEquals(stored, desk.counted(Metric.MESSAGES));
        desk.settle(next, Spent.answered(false, 10, 10));
        assertEquals(ledger + 10, desk.counted(Metric.COST));
    }

    @Test
    void rebuildsALostTotalWithoutCountingRunningTurnsTwice() {
        var desk = new Desk(Desk.budget(100_000));
        var other = new Desk(Desk.budget(100_000));
        var done = desk.admit(Desk.estimate(800, 1));
        desk.receipt(Desk.reservation(done), 500);
        desk.settle(done, Spent.answered(true, 500, 500));
        var storedNotSettled = desk.admit(Desk.estimate(800, 1));
        desk.receipt(Desk.reservation(storedNotSettled), 300);
        var notStored = desk.admit(Desk.estimate(800, 1));

        desk.forgetTotals();
        var settledWhileUnknown = storedNotSettled;
        desk.settle(settledWhileUnknown, Spent.answered(true, 300, 300));
        assertNull(desk.counted(Metric.COST));
        desk.admit(Desk.estimate(800, 1));
        desk.receipt(Desk.reservation(notStored), 200);
        desk.settle(notStored, Spent.answered(true, 200, 200));

        assertEquals(1000, desk.counted(Metric.COST));
        other.admit(Desk.estimate(800, 1));
        assertEquals(0, other.counted(Metric.COST));
    }

    @Test
    void countsATurnOnceThatIsStoredWhenTotalsAreRebuiltAndSettlesAfterwards() {
        var desk = new Desk(Desk.budget(100_000));
        var running = desk.admit(Desk.estimate(800, 1));
        desk.receipt(Desk.reservation(running), 300);

        desk.forgetTotals();
        desk.admit(Desk.estimate(800, 1));
        assertEquals(0, desk.counted(Metric.COST));
        desk.settle(running, Spent.answered(true, 300, 300));

        assertEquals(300, desk.counted(Metric.COST));
    }

    @Test
    void asksTheReceiptsAgainWhenATurnSettlesTwice() {
        var desk = new Desk(Desk.budget(100_000));
        var turn = desk.admit(Desk.estimate(800, 1));
        desk.receipt(Desk.reservation(turn), 300);
        desk.settle(turn, Spent.answered(true, 300, 300));
        desk.settle(turn, Spent.answered(true, 300, 300));

        desk.admit(Desk.estimate(800, 1));

        assertEquals(300, desk.counted(Metric.COST));
    }

    @Test
    void keepsWhatALongTurnHoldsAsLongAsItIsRenewed() {
        var desk = new Desk(Desk.budget(1000));
        var turn = desk.admit(Desk.estimate(700, 1));
        var life = Desk.bean(LimitConfig.class).reservation();

        desk.now = desk.now.plus(life).minusSeconds(1);
        Desk.wait(desk.limits.renew(Desk.reservation(turn)));
        desk.now = desk.now.plus(Duration.ofSeconds(2));
        var second = desk.admit(Desk.estimate(100, 1));

        assertEquals(200, Desk.grant(second).micros());
        assertEquals(0, desk.counted(Metric.COST));
    }

    @Test
    void warnsOnceBeforeASoftLimitAndEachTimeBeyondIt() {
        var desk = new Desk(new Limit(Metric.MESSAGES, 5L, Period.DAY, false));
        var warnings = new ArrayList<Integer>();
        for (int at = 0; at < 7; at++) {
            var turn = (Admitted) desk.admit(Desk.free());
            warnings.add(turn.allowance().warnings().size());
            desk.settle(turn, Spent.answered(false, 1, 0));
        }

        assertEquals(java.util.List.of(0, 0, 0, 1, 0, 1, 1), warnings);
    }

    @Test
    void beginsANewDayWithoutResettingAnything() {
        var desk = new Desk(new Limit(Metric.MESSAGES, 1L, Period.DAY, true));
        desk.settle(desk.admit(Desk.free()), Spent.answered(false, 1, 0));
        assertInstanceOf(Admission.QuotaReached.class, desk.admit(Desk.free()));

        desk.now = desk.now.plus(Duration.ofDays(1));

        assertInstanceOf(Admitted.class, desk.admit(Desk.free()));
    }

    @Test
    void costsNothingToAnswerForFreeWhenTheBudgetIsGone() {
        var desk = new Desk(Desk.budget(0));

        assertInstanceOf(Admitted.class, desk.admit(Desk.free()));
        assertInstanceOf(Admission.QuotaReached.class, desk.admit(Desk.estimate(100, 1)));
    }

    @Test
    void answersForFreeWithinACapWhileRedisIsAwayAndSpendsNothing() {
        var desk = Desk.withoutRedis(Desk.budget(1_000_000), Desk.messages(1000));

        assertInstanceOf(Admission.Unavailable.class, desk.admit(Desk.estimate(100, 1)));
        int admitted = 0;
        for (int at = 0; at < 100; at++) {
            if (desk.admit(Desk.free()) instanceof Admitted turn) {
                desk.settle(turn, Spent.answered(false, 1, 0));
                admitted++;
            }
        }

        assertEquals(10, admitted);
    }
}

package usher.billing.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import usher.billing.charge.Oracle.Expected;

/** Random lives of subscriptions against the oracle: 500 in each build, 10,000 with {@code -Dusher.soak=true}. */
class BillerOracleTest {
    private static final int SCHEDULES_A_TRY = Boolean.getBoolean("usher.soak") ? 20 : 1;

    @Property(tries = 500, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void billsWhatTheOracleSaysToTheMinorUnit(@ForAll long seed) {
        for (int more = 0; more < SCHEDULES_A_TRY; more++) {
            var schedule = Schedule.random(new Random(seed + more));
            var books = new Books(schedule);
            books.comeTo(schedule.end());

            var expected = new Oracle(schedule).closings();

            assertEquals(
                    comparable(expected, expected.size()),
                    books.closings().stream().map(BillerOracleTest::amounts).toList(),
                    "seed " + (seed + more) + " " + schedule);
        }
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void jumpsOverAYearAsItStepsThroughItHourByHour(@ForAll long seed) {
        var schedule = Schedule.random(new Random(seed));
        var jumped = new Books(schedule);
        var stepped = new Books(schedule);
        var end = schedule.start().plus(Duration.ofHours(8_760));

        jumped.comeTo(end);
        for (Instant now = schedule.start(); !now.isAfter(end); now = now.plus(Duration.ofHours(1))) {
            stepped.comeTo(now);
        }

        assertEquals(jumped.closings(), stepped.closings(), "seed " + seed);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void billsLateUsageAsIfItHadBeenKnownInTime(@ForAll long seed) {
        var late = Schedule.random(new Random(seed));
        var inTime = new Schedule(
                late.zone(),
                late.proration(),
                late.start(),
                late.end(),
                late.phases(),
                late.usage().stream()
                        .map(use ->
                                new Schedule.Use(use.at(), use.at(), use.metric(), use.quantity(), use.dimensions()))
                        .toList());

        var end = late.end().plus(Duration.ofDays(200));

        assertEquals(nets(inTime, end), nets(late, end), "seed " + seed);
    }

    private static Map<String, Long> nets(Schedule schedule, Instant end) {
        var books = new Books(schedule);
        books.comeTo(end);
        var nets = new HashMap<String, Long>();
        books.closings()
                .forEach(bills -> bills.forEach(bill -> nets.merge(bill.currency(), bill.netMinor(), Long::sum)));
        nets.values().removeIf(net -> net == 0);
        return nets;
    }

    private static Map<String, Expected> amounts(List<Bill> bills) {
        var amounts = new HashMap<String, Expected>();
        bills.forEach(bill -> amounts.put(
                bill.currency(), new Expected(bill.netMinor(), bill.taxMinor(), bill.creditMinor(), bill.dueMinor())));
        return withoutNothing(amounts);
    }

    private static List<Map<String, Expected>> comparable(List<Map<String, Expected>> expected, int closings) {
        var all = new ArrayList<Map<String, Expected>>();
        expected.subList(0, closings).forEach(closing -> all.add(withoutNothing(new HashMap<>(closing))));
        return all;
    }

    private static Map<String, Expected> withoutNothing(Map<String, Expected> amounts) {
        amounts.values().removeIf(amount -> amount.equals(new Expected(0, 0, 0, 0)));
        return amounts;
    }
}

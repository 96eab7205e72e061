package usher.chat.model.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import usher.chat.model.cost.Comparison.Arm;
import usher.chat.model.cost.Comparison.Measured;

class ComparisonTest {
    private static final int RUNS = 1000;

    @Test
    void holdsTheTruthAboutQualityInNinetyFiveOfAHundredRuns() {
        var random = new Random(20261121);
        int held = 0;
        for (int run = 0; run < RUNS; run++) {
            var interval = Interval.ofShares(drawn(random, 0.82, 150), 150, drawn(random, 0.74, 90), 90);
            held += interval.low() <= -0.08 && interval.high() >= -0.08 ? 1 : 0;
        }

        assertTrue(held >= 0.93 * RUNS && held <= 0.975 * RUNS, "held " + held);
    }

    @Test
    void recommendsWhatIsCheaperAndNotWorse() {
        var comparison = compared(arm("openai/big", 900, 900, 700, 560), arm("openai/small", 900, 300, 700, 570));

        assertEquals("cheaper-and-not-worse", comparison.verdict());
        var advice = Advice.from(List.of(comparison));
        assertEquals("openai/small", advice.model());
        assertEquals("winter", advice.experiment());
    }

    @Test
    void recommendsNothingThatMayBeWorse() {
        assertEquals("may-be-worse", verdict(arm("a", 400, 900, 200, 180), arm("b", 400, 300, 200, 150)));
        assertEquals("may-be-worse", verdict(arm("a", 400, 900, 25, 20), arm("b", 400, 300, 25, 20)));
    }

    @Test
    void recommendsNothingWithoutEvidence() {
        assertEquals("too-few-conversations", verdict(arm("a", 40, 900, 30, 20), arm("b", 400, 300, 200, 150)));
        assertEquals("not-shown-to-be-cheaper", verdict(arm("a", 400, 300, 200, 150), arm("b", 400, 299, 200, 150)));
        assertEquals("too-few-ratings", verdict(arm("a", 400, 900, 0, 0), arm("b", 400, 300, 0, 0)));

        var advice = Advice.from(List.of());
        assertNull(advice.model());
        assertEquals("not-measured", advice.code());
    }

    private static int drawn(Random random, double share, int times) {
        int good = 0;
        for (int at = 0; at < times; at++) {
            good += random.nextDouble() < share ? 1 : 0;
        }
        return good;
    }

    private static String verdict(Arm usual, Arm variant) {
        return compared(usual, variant).verdict();
    }

    private static Comparison compared(Arm usual, Arm variant) {
        return Comparison.of("winter", new Measured(usual, 250_000), new Measured(variant, 90_000));
    }

    private static Arm arm(String model, long conversations, double cost, long rated, long good) {
        return new Arm(model, conversations, cost, rated, good);
    }
}

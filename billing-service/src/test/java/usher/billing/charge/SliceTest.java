package usher.billing.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class SliceTest {
    private static final Tariff ANY = new Tariff.PerUnit(0, BigDecimal.ONE);

    @Property(tries = 500, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void eachUseIsOneChargesAlone(@ForAll long seed) {
        var random = new Random(seed);
        var charges = Slices.charges(random, "tokens", () -> ANY);
        var terms = new Terms("plan", 1, "USD", 0, charges, new Tax(BigDecimal.ZERO, ""));
        boolean rest = charges.stream().anyMatch(charge -> charge.slice().isRest());
        for (int use = 0; use < 30; use++) {
            var used = Slices.used(random);
            long owners = charges.stream()
                    .filter(charge -> terms.prices(charge, used))
                    .count();
            assertTrue(owners == 1 || owners == 0 && !rest, seed + " " + charges + " " + used);
        }
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void thoseThatSomeUseIsInBothOfOverlap(@ForAll long seed) {
        var random = new Random(seed);
        var one = slice(random);
        var other = slice(random);
        for (int use = 0; use < 30; use++) {
            var used = Slices.used(random);
            assertTrue(one.overlaps(other) || !(one.has(used) && other.has(used)), seed + " " + one + other + used);
        }
        assertEquals(one.overlaps(other), other.overlaps(one));
    }

    @Example
    void areApartByOneDimensionThatBothName() {
        var mini = new Slice(Map.of("model", List.of("mini")));

        assertFalse(mini.overlaps(new Slice(Map.of("model", List.of("large"), "provider", List.of("x")))));
        assertTrue(mini.overlaps(new Slice(Map.of("provider", List.of("x")))));
        assertTrue(mini.overlaps(mini));
        assertEquals(mini, new Slice(Map.of("model", List.of("mini", "mini"))));
    }

    private static Slice slice(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Slice(Map.of("model", List.of(random.nextBoolean() ? "a" : "b", "c")));
            case 1 -> new Slice(Map.of("provider", List.of(random.nextBoolean() ? "x" : "y")));
            default -> new Slice(Map.of("provider", List.of("x"), "model", List.of(random.nextBoolean() ? "a" : "c")));
        };
    }
}

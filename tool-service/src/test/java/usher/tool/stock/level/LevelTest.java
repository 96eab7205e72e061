package usher.tool.stock.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.tool.stock.level.Standing.Sight;

class LevelTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({
        "5, 0, UNKNOWN, IN_STOCK",
        "0, 0, IN_STOCK, OUT",
        "-3, 0, IN_STOCK, OUT",
        "5, 5, IN_STOCK, LOW",
        "6, 5, IN_STOCK, IN_STOCK",
        "6, 5, LOW, LOW",
        "7, 5, LOW, IN_STOCK",
        "55, 50, LOW, LOW",
        "56, 50, LOW, IN_STOCK",
        "1, 5, OUT, LOW",
        "6, 5, OUT, IN_STOCK",
        "9000000000, 5, LOW, IN_STOCK"
    })
    void followsFromTheQuantityAndWhatWasBefore(long quantity, int lowAt, Level before, Level level) {
        assertEquals(level, Level.of(Shelf.of(quantity), lowAt, before));
    }

    @Test
    void believesTheShopWhereItDoesNotCountOrSellsNoMore() {
        assertEquals(Level.IN_STOCK, Level.of(new Shelf(true, null), 5, Level.LOW));
        assertEquals(Level.OUT, Level.of(new Shelf(false, null), 5, Level.IN_STOCK));
        assertEquals(Level.OUT, Level.of(new Shelf(false, 2L), 0, Level.IN_STOCK));
    }

    @Test
    void isToldOnceItHasChangedAndNotAtTheFirstSight() {
        var first = new Standing(Level.UNKNOWN, null);

        assertEquals(new Sight.Quiet(new Standing(Level.OUT, null)), first.see(Level.OUT, HOUR, NOON));
        assertEquals(
                new Sight.Moved(Level.IN_STOCK, new Standing(Level.OUT, NOON)),
                new Standing(Level.IN_STOCK, null).see(Level.OUT, HOUR, NOON));
        assertThrows(IllegalArgumentException.class, () -> first.see(Level.UNKNOWN, HOUR, NOON));
    }

    @Test
    void waitsWhileItIsQuietAndSaysThenWhatIsSo() {
        var told = new Standing(Level.OUT, NOON);

        assertInstanceOf(Sight.Held.class, told.see(Level.IN_STOCK, HOUR, NOON.plusSeconds(3_599)));
        assertInstanceOf(Sight.Quiet.class, told.see(Level.OUT, HOUR, NOON.plusSeconds(3_600)));
        assertInstanceOf(Sight.Moved.class, told.see(Level.IN_STOCK, HOUR, NOON.plusSeconds(3_600)));
    }

    /** However an article comes and goes, there are no two notices within the quiet time, and none twice of one level. */
    @Test
    void neverSpamsWhateverHappens() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var standing = new Standing(Level.UNKNOWN, null);
        var now = NOON;
        Instant last = null;
        for (int n = 0; n < 20_000; n++) {
            now = now.plusSeconds(random.nextInt(1_200));
            var seen = Level.of(Shelf.of(random.nextInt(8)), 3, standing.told());
            var before = standing;
            standing = switch (standing.see(seen, HOUR, now)) {
                case Sight.Quiet(var kept) -> kept;
                case Sight.Held held -> before;
                case Sight.Moved(var from, var moved) -> {
                    assertTrue(from != moved.told() && from == before.told(), "seed " + seed);
                    assertTrue(last == null || !now.isBefore(last.plus(HOUR)), "seed " + seed);
                    last = now;
                    yield moved;
                }
            };
        }
    }
}

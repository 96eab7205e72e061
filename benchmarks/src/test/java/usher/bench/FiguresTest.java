package usher.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void takesQuantilesOfSortedLatencies() {
        var figures = new Figures(new long[] {3_000_000, 1_000_000, 2_000_000}, 2_000_000_000L, 0);
        assertEquals(2.0, figures.p50());
        assertEquals(3.0, figures.millis(0.99));
        assertEquals(1.5, figures.perSecond());
    }
}

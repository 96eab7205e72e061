package usher.contracts.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
    @Test
    void readsWhatAnyInstantIsWrittenAs() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            var nanos = random.nextInt(1_000_000_000) / (int) Math.pow(10, random.nextInt(10));
            var instant = Instant.ofEpochSecond(random.nextLong(-62_000_000_000L, 250_000_000_000L), nanos);
            assertEquals(instant, Moment.parse(instant.toString()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-29T14:50:22Z, 2026-11-29T14:50:22Z",
        "2026-11-29T14:50:22.5Z, 2026-11-29T14:50:22.500Z",
        "2026-11-29T14:50:22.000000001Z, 2026-11-29T14:50:22.000000001Z",
        "2026-11-29T14:50:22+02:00, 2026-11-29T12:50:22Z",
        "2026-11-29t14:50:22z, 2026-11-29T14:50:22Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z"
    })
    void readsOtherFormsOfTheSameStandard(String text, Instant moment) {
        assertEquals(moment, Moment.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-29",
                "2026-11-29T14:50:22",
                "2026-11-29T14:50:22.1234567890Z",
                "2026-11-29 14:50:22Z",
                "2026-02-29T14:50:22Z",
                "2026-13-29T14:50:22Z",
                "2026-11-29T24:50:22Z",
                "2026-11-29T14:50:60Z",
                "2026-1१-29T14:50:22Z",
                "2026-11-29T14:50:22Zz"
            })
    void refusesWhatIsNoMoment(String text) {
        assertThrows(DateTimeException.class, () -> Moment.parse(text));
    }
}

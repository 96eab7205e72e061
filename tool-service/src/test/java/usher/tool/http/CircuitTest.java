package usher.tool.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import usher.tool.http.Circuit.Closed;
import usher.tool.http.Circuit.Open;
import usher.tool.http.Circuit.Probing;

class CircuitTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration OPEN_FOR = Duration.ofSeconds(30);

    @Test
    void opensAfterSoManyFailuresInARow() {
        Circuit circuit = new Closed(0);
        for (int failures = 1; failures < 5; failures++) {
            circuit = circuit.failed(NOW, 5, OPEN_FOR);
            assertEquals(new Closed(failures), circuit);
            assertTrue(circuit.admits(NOW));
        }

        assertEquals(new Open(NOW.plus(OPEN_FOR)), circuit.failed(NOW, 5, OPEN_FOR));
    }

    @Test
    void letsOneCallTryWhenTheTimeIsOver() {
        Circuit open = new Open(NOW.plus(OPEN_FOR));
        assertFalse(open.admits(NOW.plusSeconds(29)));
        assertTrue(open.admits(NOW.plusSeconds(30)));

        var probing = open.admitted(NOW.plusSeconds(30), OPEN_FOR);

        assertFalse(probing.admits(NOW.plusSeconds(31)));
        assertTrue(probing.admits(NOW.plusSeconds(60)));
    }

    @Test
    void opensAgainWhenTheTryFails() {
        assertEquals(new Open(NOW.plus(OPEN_FOR)), new Probing(NOW.plusSeconds(9)).failed(NOW, 5, OPEN_FOR));
    }
}

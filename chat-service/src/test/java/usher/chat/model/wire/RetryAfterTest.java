package usher.chat.model.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            retry-after    | 7                             | PT7S
            Retry-After    | 0.5                           | PT0.5S
            retry-after    | -3                            | PT0S
            retry-after    | 1e99                          | PT24H
            retry-after    | Sat, 21 Nov 2026 10:00:30 GMT | PT30S
            retry-after    | Sat, 21 Nov 2026 09:00:00 GMT | PT0S
            retry-after    | soon                          |
            retry-after    | NaN                           |
            retry-after-ms | 250                           | PT0.25S
            """)
    void readsSecondsAndDates(String header, String value, Duration wait) {
        assertEquals(wait, RetryAfter.of(MultiMap.caseInsensitiveMultiMap().add(header, value), CLOCK));
    }

    @Test
    void isNothingWhenTheProviderDoesNotSay() {
        assertEquals(null, RetryAfter.of(MultiMap.caseInsensitiveMultiMap(), CLOCK));
    }
}

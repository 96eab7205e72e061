package usher.kit.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/** Moments that lists are filtered by, as requests say them. */
public final class Moments {
    private Moments() {}

    /** Null when none is said. Refuses (400 {@code time-invalid}) what is no moment, and one that nothing here is of. */
    public static @Nullable OffsetDateTime read(String pointer, @Nullable String text) {
        try {
            var moment = text == null ? null : Instant.parse(text).atOffset(ZoneOffset.UTC);
            if (moment == null || (moment.getYear() >= 1900 && moment.getYear() < 2300)) {
                return moment;
            }
        } catch (DateTimeException malformed) {
            // Answered below, like a year that nothing is from.
        }
        throw Refusal.invalid(pointer, "time-invalid", "A time is written like 2026-03-01T00:00:00Z.");
    }
}

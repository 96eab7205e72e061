package usher.admin.notice;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/** Moments as they are written in requests. */
public final class Moments {
    private Moments() {}

    /** Refuses what is no moment, or one that no notice can have. */
    public static @Nullable OffsetDateTime read(String pointer, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var moment = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            if (moment.getYear() >= 1900 && moment.getYear() < 2300) {
                return moment;
            }
        } catch (DateTimeException malformed) {
            // Answered below, like a year that no notice is from.
        }
        throw Refusal.invalid(pointer, "time-invalid", "A time is written like 2026-03-01T00:00:00Z.");
    }
}

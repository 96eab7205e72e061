package usher.billing.summary;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An hour of each day on some clocks. Where summer time leaves it out, it is as much later; where it comes twice, the first one
 * counts.
 */
record LocalHour(int hour, ZoneId zone) {

    Instant on(LocalDate day) {
        return day.atTime(LocalTime.of(hour, 0)).atZone(zone).toInstant();
    }

    /** The first one after a moment. */
    Instant after(Instant moment) {
        var today = day(moment);
        var at = on(today);
        return at.isAfter(moment) ? at : on(today.plusDays(1));
    }

    /** The day before the one that it is, when the hour has come; or null. */
    @Nullable
    LocalDate due(Instant moment) {
        var today = day(moment);
        return on(today).isAfter(moment) ? null : today.minusDays(1);
    }

    private LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}

package usher.chat.retention;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** One day of a tenant: what it is called, and the moments from which and up to which it lasts. */
record Period(LocalDate day, OffsetDateTime from, OffsetDateTime to) {
    Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A day has a beginning before its end");
        }
    }

    /**
     * The day of the oldest row. Where the tenant has moved to another time zone, days that are done already may overlap it: it
     * then takes the next free name and starts where they ended.
     */
    static Period of(OffsetDateTime oldest, @Nullable Period done, ZoneId zone) {
        var day = oldest.atZoneSameInstant(zone).toLocalDate();
        if (done != null && !day.isAfter(done.day())) {
            day = done.day().plusDays(1);
        }
        var from = start(day, zone);
        if (done != null && from.isBefore(done.to())) {
            from = done.to();
        }
        if (oldest.isBefore(from)) {
            from = done == null || oldest.isBefore(done.to()) ? oldest : done.to();
        }
        return new Period(day, from, start(day.plusDays(1), zone));
    }

    private static OffsetDateTime start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC);
    }
}

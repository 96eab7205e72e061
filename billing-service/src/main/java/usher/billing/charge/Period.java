package usher.billing.charge;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * What one invoice is for, half open: from where the last one ended to the next first of a month on the tenant's clocks.
 * Shorter than a month after the beginning, and when a tenant moves to another zone.
 */
public record Period(Instant start, Instant end, ZoneId zone) {
    public static Period from(Instant start, ZoneId zone) {
        return new Period(start, startOf(month(start, zone).plusMonths(1), zone), zone);
    }

    public YearMonth month() {
        return month(start, zone);
    }

    public Period next() {
        return from(end, zone);
    }

    /** Where a change takes effect for charging: at once, or at the beginning of the next day. */
    Instant cut(Instant at, Proration proration) {
        return switch (proration) {
            case SECOND -> at;
            case DAY -> {
                var day = LocalDate.ofInstant(at, zone);
                var start = startOf(day);
                yield start.equals(at) ? at : startOf(day.plusDays(1));
            }
        };
    }

    /** The part of the calendar month that lies between two cuts. */
    Share share(Instant from, Instant to, Proration proration) {
        return switch (proration) {
            case SECOND ->
                new Share(
                        Duration.between(from, to).toSeconds(),
                        Duration.between(startOf(month(), zone), end).toSeconds());
            case DAY ->
                new Share(
                        ChronoUnit.DAYS.between(LocalDate.ofInstant(from, zone), LocalDate.ofInstant(to, zone)),
                        month().lengthOfMonth());
        };
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static YearMonth month(Instant at, ZoneId zone) {
        return YearMonth.from(at.atZone(zone));
    }

    private static Instant startOf(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }
}

package usher.billing.subscription;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;

/** A calendar month as the tenant's clocks show it: from the first local midnight, half open. */
public record BillingMonth(YearMonth month, ZoneId zone) {
    public static BillingMonth at(Instant now, ZoneId zone) {
        return new BillingMonth(YearMonth.from(now.atZone(zone)), zone);
    }

    public Instant start() {
        return startOf(month.atDay(1));
    }

    public Instant end() {
        return startOf(month.plusMonths(1).atDay(1));
    }

    public List<LocalDate> days() {
        return month.atDay(1).datesUntil(month.plusMonths(1).atDay(1)).toList();
    }

    /** Where the day begins, which is not midnight where summer time begins at midnight. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}

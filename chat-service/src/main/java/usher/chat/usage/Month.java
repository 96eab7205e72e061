package usher.chat.usage;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/** A month by a tenant's calendar and clock: from its start to its end, which is no part of it. */
public record Month(YearMonth month, ZoneId zone, Instant start, Instant end) {
    static Month of(Instant now, ZoneId zone) {
        var month = YearMonth.from(now.atZone(zone));
        return new Month(month, zone, start(month, zone), start(month.plusMonths(1), zone));
    }

    private static Instant start(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }
}

package usher.billing.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BillingMonthTest {
    @Test
    void beginsAtLocalMidnightOfTheFirst() {
        assertStart("2026-02-28T22:00:00Z", "2026-03", "Asia/Jerusalem");
        assertStart("2026-02-28T18:30:00Z", "2026-03", "Asia/Kolkata");
        assertStart("2026-02-28T18:15:00Z", "2026-03", "Asia/Kathmandu");
        assertStart("2026-03-01T08:00:00Z", "2026-03", "America/Los_Angeles");
        assertStart("2024-02-29T22:00:00Z", "2024-03", "Asia/Jerusalem");
    }

    @Test
    void isAnHourShorterOrLongerWhereSummerTimeChanges() {
        assertEquals(Duration.ofHours(31 * 24 - 1), length("2026-03", "Asia/Jerusalem"));
        assertEquals(Duration.ofHours(31 * 24 + 1), length("2026-10", "Asia/Jerusalem"));
        assertEquals(Duration.ofMinutes(30 * 24 * 60 + 30), length("2026-04", "Australia/Lord_Howe"));
    }

    @Test
    void holdsEveryInstantInExactlyOneMonthWhoseBoundsAreWholeQuarterHours() {
        var random = new Random(20_260_301);
        var zones =
                ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();
        for (int round = 0; round < 20_000; round++) {
            var zone = zones.get(random.nextInt(zones.size()));
            var now = Instant.ofEpochSecond(random.nextLong(1_577_836_800L, 2_208_988_800L));

            var month = BillingMonth.at(now, zone);

            var said = month + " at " + now;
            assertEquals(true, !now.isBefore(month.start()) && now.isBefore(month.end()), said);
            assertEquals(new BillingMonth(month.month().plusMonths(1), zone).start(), month.end(), said);
            assertEquals(0, month.start().getEpochSecond() % 900, said);
        }
    }

    private static void assertStart(String instant, String month, String zone) {
        assertEquals(Instant.parse(instant), new BillingMonth(YearMonth.parse(month), ZoneId.of(zone)).start());
    }

    private static Duration length(String month, String zone) {
        var billing = new BillingMonth(YearMonth.parse(month), ZoneId.of(zone));
        return Duration.between(billing.start(), billing.end());
    }
}

package usher.billing.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalHourTest {
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2, 2027-03-10T00:00:00Z, 2027-03-18T00:00:00Z",
        "America/New_York, 1, 2027-11-03T00:00:00Z, 2027-11-11T00:00:00Z",
        "America/Santiago, 0, 2027-09-01T00:00:00Z, 2027-09-09T00:00:00Z",
        "Asia/Kathmandu, 23, 2027-01-01T00:00:00Z, 2027-01-09T00:00:00Z",
    })
    void comesOnceOnEachLocalDayAlsoWhenTheClocksAreChanged(String zone, int hour, Instant from, Instant to) {
        var local = new LocalHour(hour, ZoneId.of(zone));
        var days = new ArrayList<LocalDate>();

        for (var next = local.after(from); next.isBefore(to); next = local.after(next)) {
            days.add(local.due(next));
        }

        var first = days.getFirst();
        assertEquals(first.datesUntil(first.plusDays(days.size())).toList(), days);
        assertEquals(8, days.size());
    }

    @ParameterizedTest
    @CsvSource({"2027-11-07T04:59:59Z", "2027-11-07T04:00:00Z"})
    void isNotDueBeforeTheHour(Instant early) {
        var local = new LocalHour(1, ZoneId.of("America/New_York"));

        assertNull(local.due(early));
        assertEquals(LocalDate.of(2027, 11, 6), local.due(early.plus(Duration.ofHours(2))));
        assertEquals(List.of(Instant.parse("2027-11-07T05:00:00Z")), List.of(local.after(early)));
    }
}

package usher.chat.model.local.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaysAndTimesTest {
    /** A Saturday. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "today please | 2026-11-21",
                "Tomorrow at 3pm | 2026-11-22",
                "the day after tomorrow | 2026-11-23",
                "on Monday | 2026-11-23",
                "next Saturday | 2026-11-28",
                "3 December | 2026-12-03",
                "the 3rd of December | 2026-12-03",
                "Jan 5 | 2027-01-05",
                "January 5th, 2028 | 2028-01-05",
                "2026-12-24 | 2026-12-24",
                "24.12.2026 | 2026-12-24",
                "in 3 days | 2026-11-24",
                "in 2 weeks | 2026-12-05",
                "מחר בבוקר | 2026-11-22",
                "מחרתיים | 2026-11-23",
                "ביום שלישי | 2026-11-24"
            })
    void readsADay(String text, LocalDate day) {
        assertEquals(day, Days.find(text, TODAY).orElseThrow().day());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Where is my order 1042?", "31 June", "30 February 2026", "99.99.2026", "a boot fitting"})
    void seesNoDayWhereThereIsNone(String text) {
        assertTrue(Days.find(text, TODAY).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tomorrow at 3pm | 15:00",
                "3:30 p.m. | 15:30",
                "12am | 00:00",
                "12 pm | 12:00",
                "at 14:30 | 14:30",
                "14.30 | 14:30",
                "at 9 | 09:00",
                "at 3 | 15:00",
                "half past 4 | 16:30",
                "quarter to 10 | 09:45",
                "at noon | 12:00",
                "10 o'clock | 10:00",
                "בשעה 15:00 | 15:00",
                "בשעה 4 | 16:00"
            })
    void readsATime(String text, LocalTime time) {
        assertEquals(time, Times.find(text).orElseThrow().time());
    }

    @ParameterizedTest
    @ValueSource(strings = {"order 1042", "25:99", "3 December", "#1042"})
    void seesNoTimeWhereThereIsNone(String text) {
        assertTrue(Times.find(text).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"10,10:00", "4 please,16:00"})
    void takesABareNumberForATimeWhenOneWasAskedFor(String text, LocalTime time) {
        assertEquals(time, Times.findAsked(text).orElseThrow().time());
    }
}

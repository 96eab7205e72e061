package usher.chat.model.local.argument;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days as people write them, in English and Hebrew; one without a year is the next such day. */
final class Days {
    private static final String MONTHS = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
    private static final String WEEKDAYS = "(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|rs|r)?";
    private static final List<String> HEBREW_DAYS = List.of("ראשון", "שני", "שלישי", "רביעי", "חמישי", "שישי", "שבת");

    /** A way to write a day. */
    private record Way(Pattern pattern, BiFunction<MatchResult, LocalDate, LocalDate> read) {}

    private static final List<Way> WAYS = List.of(
            way(
                    "\\b(\\d{4})-(\\d{1,2})-(\\d{1,2})\\b",
                    (m, today) -> LocalDate.of(number(m, 1), number(m, 2), number(m, 3))),
            way(
                    "\\b(\\d{1,2})[./](\\d{1,2})[./](\\d{4})\\b",
                    (m, today) -> LocalDate.of(number(m, 3), number(m, 2), number(m, 1))),
            way(
                    "\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? " + MONTHS + "(?:,? (\\d{4}))?\\b",
                    (m, today) -> inYear(today, m.group(3), month(m.group(2)), number(m, 1))),
            way(
                    "\\b" + MONTHS + " (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?\\b",
                    (m, today) -> inYear(today, m.group(3), month(m.group(1)), number(m, 2))),
            way("\\bday after tomorrow\\b|מחרתיים", (m, today) -> today.plusDays(2)),
            way("\\b(?:tomorrow|tmrw|tomorow)\\b|(?<!\\p{L})מחר(?!\\p{L})", (m, today) -> today.plusDays(1)),
            way("\\b(?:today|tonight|this (?:morning|afternoon|evening))\\b|היום|הערב", (m, today) -> today),
            way("\\bin (\\d{1,3}) days?\\b", (m, today) -> today.plusDays(number(m, 1))),
            way("\\bin a week\\b|בעוד שבוע", (m, today) -> today.plusWeeks(1)),
            way("\\bin (\\d{1,2}) weeks?\\b", (m, today) -> today.plusWeeks(number(m, 1))),
            way("\\b" + WEEKDAYS + "\\b", (m, today) -> next(today, weekday(m.group(1)))),
            way(
                    "(?:ביום|יום|ב) ?(ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת)(?!\\p{L})",
                    (m, today) -> next(today, DayOfWeek.SUNDAY.plus(HEBREW_DAYS.indexOf(m.group(1))))));

    private Days() {}

    /** A day, and the text without the words that named it. */
    record Found(LocalDate day, String rest) {}

    static Optional<Found> find(String text, LocalDate today) {
        for (var way : WAYS) {
            var matcher = way.pattern().matcher(text);
            if (matcher.find()) {
                try {
                    var day = way.read().apply(matcher.toMatchResult(), today);
                    return Optional.of(new Found(day, blank(text, matcher.start(), matcher.end())));
                } catch (DateTimeException impossible) {
                    // The 31st of June is no day: look for another way to read it.
                }
            }
        }
        return Optional.empty();
    }

    static String blank(String text, int start, int end) {
        return text.substring(0, start) + " ".repeat(end - start) + text.substring(end);
    }

    private static Way way(String pattern, BiFunction<MatchResult, LocalDate, LocalDate> read) {
        return new Way(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), read);
    }

    private static LocalDate inYear(LocalDate today, @Nullable String year, Month month, int day) {
        if (year != null) {
            return LocalDate.of(Integer.parseInt(year), month, day);
        }
        var thisYear = LocalDate.of(today.getYear(), month, day);
        return thisYear.isBefore(today) ? thisYear.plusYears(1) : thisYear;
    }

    private static LocalDate next(LocalDate today, DayOfWeek day) {
        return today.with(TemporalAdjusters.next(day));
    }

    private static Month month(String letters) {
        return Month.of(1 + "janfebmaraprmayjunjulaugsepoctnovdec".indexOf(letters.toLowerCase(Locale.ROOT)) / 3);
    }

    private static DayOfWeek weekday(String letters) {
        return DayOfWeek.of(1 + "montuewedthufrisatsun".indexOf(letters.toLowerCase(Locale.ROOT)) / 3);
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }
}

package usher.chat.model.local.argument;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times of day as people write them. <i>At 3</i>, without morning or afternoon, is taken as 15:00: shops sleep at night. */
final class Times {
    private static final int EARLIEST_ASSUMED = 8;
    private static final String HALF = "\\s*([ap])\\.?\\s?m\\b\\.?";

    /** A way to write a time. */
    private record Way(Pattern pattern, Function<MatchResult, LocalTime> read) {}

    private static final List<Way> WAYS = List.of(
            way("\\b(\\d{1,2})[:.](\\d{2})" + HALF, m -> time(number(m, 1), number(m, 2), m.group(3))),
            way("\\b(\\d{1,2})" + HALF, m -> time(number(m, 1), 0, m.group(2))),
            way("\\b(\\d{2})[:.h](\\d{2})\\b(?![./]\\d)", m -> LocalTime.of(number(m, 1), number(m, 2))),
            way("\\b(\\d):(\\d{2})\\b", m -> assumed(number(m, 1), number(m, 2))),
            way("\\bhalf past (\\d{1,2})\\b", m -> assumed(number(m, 1), 30)),
            way("\\bquarter past (\\d{1,2})\\b", m -> assumed(number(m, 1), 15)),
            way("\\bquarter to (\\d{1,2})\\b", m -> assumed(number(m, 1), 0).minusMinutes(15)),
            way("\\b(?:at )?(?:noon|midday)\\b|בצהריים", m -> LocalTime.NOON),
            way("\\b(\\d{1,2}) ?o'?clock\\b", m -> assumed(number(m, 1), 0)),
            way("\\b(?:at|around|by) (\\d{1,2})\\b(?![:./-]?\\d)", m -> assumed(number(m, 1), 0)),
            way("(?:בשעה|ב-) ?(\\d{1,2})\\b(?![:./-]?\\d)", m -> assumed(number(m, 1), 0)));

    private static final Way ALONE = way("^\\D*(\\d{1,2})\\D*$", m -> assumed(number(m, 1), 0));

    private Times() {}

    /** A time, and the text without the words that named it. */
    record Found(LocalTime time, String rest) {}

    static Optional<Found> find(String text) {
        return WAYS.stream().flatMap(way -> read(way, text).stream()).findFirst();
    }

    /** For an answer to "what time?": a bare number is a time as well. */
    static Optional<Found> findAsked(String text) {
        return find(text).or(() -> read(ALONE, text));
    }

    private static Optional<Found> read(Way way, String text) {
        var matcher = way.pattern().matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            var time = way.read().apply(matcher.toMatchResult());
            return Optional.of(new Found(time, Days.blank(text, matcher.start(), matcher.end())));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static LocalTime time(int hour, int minute, @Nullable String half) {
        boolean afternoon = half != null && half.toLowerCase(Locale.ROOT).equals("p");
        if (hour > 12) {
            return LocalTime.of(hour, minute);
        }
        return LocalTime.of(hour % 12 + (afternoon ? 12 : 0), minute);
    }

    private static LocalTime assumed(int hour, int minute) {
        return LocalTime.of(hour > 0 && hour < EARLIEST_ASSUMED ? hour + 12 : hour, minute);
    }

    private static Way way(String pattern, Function<MatchResult, LocalTime> read) {
        return new Way(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), read);
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }
}

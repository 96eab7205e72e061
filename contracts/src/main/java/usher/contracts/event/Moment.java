package usher.contracts.event;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A moment by RFC 3339. As producers here write them, in UTC, they are read by position: a formatter would take as long as all
 * else of an event.
 */
final class Moment {
    private static final int SECONDS = "2026-11-29T14:50:22".length();
    private static final int NANOS = SECONDS + 1 + 9;

    private Moment() {}

    /** Throws {@link java.time.DateTimeException} for what is none. */
    static Instant parse(String text) {
        return isPlain(text) ? plain(text) : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    }

    /** Whether it is {@code yyyy-mm-ddThh:mm:ss}, perhaps with a fraction of up to nine digits, and {@code Z}. */
    private static boolean isPlain(String text) {
        int end = text.length() - 1;
        if (end < SECONDS || end > NANOS || text.charAt(end) != 'Z' || end == SECONDS + 1) {
            return false;
        }
        for (int at = 0; at < end; at++) {
            char c = text.charAt(at);
            boolean fits = switch (at) {
                case 4, 7 -> c == '-';
                case 10 -> c == 'T';
                case 13, 16 -> c == ':';
                case 19 -> c == '.';
                default -> c >= '0' && c <= '9';
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Instant plain(String text) {
        int end = text.length() - 1;
        int nanos = end == SECONDS ? 0 : number(text, SECONDS + 1, end);
        for (int at = end; at < NANOS && nanos > 0; at++) {
            nanos *= 10;
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + (text.charAt(at) - '0');
        }
        return number;
    }
}

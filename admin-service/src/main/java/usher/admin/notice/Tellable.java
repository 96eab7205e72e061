package usher.admin.notice;

import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Event;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.NoticeRaised.Mail;

/**
 * Which notices can be kept and sent. One that cannot is set aside before it is stored: it would fail however often it is
 * tried, and keep those that come after it waiting.
 */
final class Tellable {
    private static final Pattern NAME = Pattern.compile("[a-z]+(_[a-z]+)*\\.[a-z]+(_[a-z]+)*");
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LONGEST_NAME = 100;

    private Tellable() {}

    /** Throws, with the reason, when the notice cannot be told. */
    static void check(Event<NoticeRaised> event) throws IOException {
        var notice = event.data();
        require(
                notice.name().length() <= LONGEST_NAME
                        && NAME.matcher(notice.name()).matches(),
                "No such name");
        require(isText(notice.key()), "The key is not storable");
        require(isWithin(event.time()), "The time is missing or out of range");
        var mail = notice.mail();
        if (mail != null) {
            check(mail);
        }
    }

    private static void check(Mail mail) throws IOException {
        require(isText(mail.subject()) && isText(mail.text()), "The mail is not storable");
        var to = mail.to();
        require(to == null || Address.isFull(to), "The mail is to nobody");
    }

    /** Without NUL and half characters, which Postgres has no place for. */
    private static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    private static boolean isWithin(@Nullable Instant time) {
        return time != null && !time.isBefore(FIRST) && time.isBefore(LAST);
    }

    private static void require(boolean holds, String reason) throws IOException {
        if (!holds) {
            throw new IOException(reason);
        }
    }
}

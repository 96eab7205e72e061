package usher.admin.notice.mail;

import java.util.UUID;
import usher.admin.notice.Address;

/**
 * One mail to one recipient; {@code id} is the same whenever it is sent again. What would end a header is taken out of the
 * subject, so that it adds none of its own, and lines of the text end in one way.
 */
public record Mail(UUID id, String to, String subject, String text) {
    private static final int LONGEST_SUBJECT = 250;

    public Mail {
        if (!Address.isPlain(to)) {
            throw new IllegalArgumentException("A mail goes to one plain address");
        }
        text = text.replaceAll("\\r\\n?", "\n");
        subject = subject.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
        if (subject.length() > LONGEST_SUBJECT) {
            int end = Character.isHighSurrogate(subject.charAt(LONGEST_SUBJECT - 1))
                    ? LONGEST_SUBJECT - 1
                    : LONGEST_SUBJECT;
            subject = subject.substring(0, end);
        }
    }

    /** What is written is between us and the recipient. */
    @Override
    public String toString() {
        return "Mail[" + id + "]";
    }
}

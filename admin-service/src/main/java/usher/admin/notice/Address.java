package usher.admin.notice;

import java.util.regex.Pattern;

/**
 * What a mail may be addressed to: one plain address, without a name, a list or anything that a header or an SMTP command
 * could read as its end (RFC 5321, section 4.1.2, without quoted forms).
 */
public final class Address {
    private static final int LONGEST = 254;
    private static final String PART = "[^\\s\\p{C}\\p{Z}<>()\\[\\],;:\\\\\"@]+";
    private static final Pattern PLAIN = Pattern.compile(PART + "(@" + PART + ")?");
    private static final Pattern FULL = Pattern.compile(PART + "@" + PART);

    private Address() {}

    /** Also the name of a mailbox alone, which a member may have signed up with. */
    public static boolean isPlain(String text) {
        return text.length() <= LONGEST && PLAIN.matcher(text).matches();
    }

    static boolean isFull(String text) {
        return text.length() <= LONGEST && FULL.matcher(text).matches();
    }
}

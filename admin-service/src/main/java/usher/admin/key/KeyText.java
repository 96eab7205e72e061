package usher.admin.key;

import java.security.SecureRandom;

/** The text of keys and secrets: a prefix that says what it is, then random characters that every header can carry. */
final class KeyText {
    /** 32 characters of 62 are 190 bits: nothing to guess, so a plain digest at rest is enough. */
    static final int KEY_LENGTH = 32;

    /** 43 characters of 62 are the 256 bits that HS256 asks for (RFC 7518, section 3.2). */
    static final int SECRET_LENGTH = 43;

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyText() {}

    static String random(String prefix, int length) {
        var text = new StringBuilder(prefix);
        RANDOM.ints(length, 0, DIGITS.length()).forEach(digit -> text.append(DIGITS.charAt(digit)));
        return text.toString();
    }
}

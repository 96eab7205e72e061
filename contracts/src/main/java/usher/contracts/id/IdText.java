package usher.contracts.id;

import java.util.UUID;

/**
 * The text form of ids: a prefix, an underscore, and the 128 bits in lower-case Crockford base32 (26 characters, so that
 * texts sort like the UUIDv7 they hold). See crockford.com/base32.html.
 */
final class IdText {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;

    private IdText() {}

    static String print(String prefix, UUID value) {
        var digits = new char[LENGTH];
        long high = value.getMostSignificantBits();
        long low = value.getLeastSignificantBits();
        for (int at = LENGTH - 1; at >= 0; at--) {
            digits[at] = DIGITS.charAt((int) (low & 31));
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return prefix + '_' + new String(digits);
    }

    /** Throws {@link IllegalArgumentException} for anything {@link #print} would not have written. */
    static UUID parse(String prefix, String text) {
        int start = prefix.length() + 1;
        if (text.length() != start + LENGTH || !text.startsWith(prefix) || text.charAt(start - 1) != '_') {
            throw new IllegalArgumentException("Not an id of kind " + prefix);
        }
        long high = 0;
        long low = 0;
        for (int at = start; at < text.length(); at++) {
            int digit = DIGITS.indexOf(text.charAt(at));
            if (digit < 0 || (at == start && digit > 7)) {
                throw new IllegalArgumentException("Not an id of kind " + prefix);
            }
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | digit;
        }
        return new UUID(high, low);
    }
}

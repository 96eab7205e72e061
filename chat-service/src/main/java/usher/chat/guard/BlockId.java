package usher.chat.guard;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.UUID;
import java.util.regex.Pattern;

/** A block, known in this service alone. Written {@code blk_…} as all ids are: Crockford's base32 in lower case. */
public record BlockId(UUID value) {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Pattern SHAPE = Pattern.compile("blk_[0-7][0-9a-hjkmnp-tv-z]{25}");

    @JsonCreator
    public static BlockId fromString(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("Not an id of kind blk");
        }
        var bits = BigInteger.ZERO;
        for (char digit : text.substring(4).toCharArray()) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(DIGITS.indexOf(digit)));
        }
        return new BlockId(new UUID(bits.shiftRight(64).longValue(), bits.longValue()));
    }

    @Override
    @JsonValue
    public String toString() {
        var text = new StringBuilder("blk_");
        var bits = new BigInteger(value.toString().replace("-", ""), 16);
        for (int at = 125; at >= 0; at -= 5) {
            text.append(DIGITS.charAt(bits.shiftRight(at).intValue() & 31));
        }
        return text.toString();
    }
}

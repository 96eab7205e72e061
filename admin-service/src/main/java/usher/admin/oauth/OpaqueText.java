package usher.admin.oauth;

import java.security.SecureRandom;
import java.util.Base64;

/** Texts that nobody guesses: a prefix that says what it is, then 256 random bits. */
public final class OpaqueText {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private OpaqueText() {}

    public static String random(String prefix) {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package usher.tool.mcp.authorization;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Texts that nobody can guess, and what is kept of them. */
final class OneTime {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private OneTime() {}

    /** 43 characters that need no encoding in a URL, a cookie, or as a verifier of RFC 7636. */
    static String text() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return base64(bytes);
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    /** RFC 7636, section 4.2. */
    static String challenge(String verifier) {
        return base64(sha256(verifier));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

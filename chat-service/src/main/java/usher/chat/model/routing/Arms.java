package usher.chat.model.routing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Draws the arm of an experiment: the same one for the same key, without storing it, and independent of other experiments. */
final class Arms {
    static final String USUAL = "a";
    static final String VARIANT = "b";

    private Arms() {}

    static String draw(RoutingSettings.Split split, String key) {
        var digest = sha256().digest((split.name() + "\n" + key).getBytes(StandardCharsets.UTF_8));
        int drawn = ((digest[0] & 0xff) << 16 | (digest[1] & 0xff) << 8 | (digest[2] & 0xff)) % 100;
        return drawn < split.share() ? VARIANT : USUAL;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}

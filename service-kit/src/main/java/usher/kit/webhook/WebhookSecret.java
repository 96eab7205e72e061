package usher.kit.webhook;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A symmetric secret in the form of Standard Webhooks: {@code whsec_} and the base64 of 24 to 64
 * bytes. See standardwebhooks.com, "Signature scheme".
 */
public record WebhookSecret(String text) {
    private static final String PREFIX = "whsec_";
    private static final int NEW_BYTES = 32;
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    public WebhookSecret {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A webhook secret begins with " + PREFIX);
        }
        int length = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
        if (length < LEAST_BYTES || length > MOST_BYTES) {
            throw new IllegalArgumentException("A webhook secret has 24 to 64 bytes");
        }
    }

    public static WebhookSecret random(SecureRandom random) {
        var bytes = new byte[NEW_BYTES];
        random.nextBytes(bytes);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** The bytes to sign with. */
    public byte[] key() {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}

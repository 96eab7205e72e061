package usher.local.shop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of the Standard Webhooks specification (standardwebhooks.com): {@code v1,} and the base64 of HMAC-SHA256
 * over {@code id.timestamp.body}. Written here, and not taken from a library, to show a tenant how little there is to it.
 */
final class WebhookSignature {

    private static final String PREFIX = "whsec_";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final byte[] key;

    private WebhookSignature(byte[] key) {
        this.key = key;
    }

    static WebhookSignature ofSecret(String secret) {
        return new WebhookSignature(Base64.getDecoder().decode(secret.replaceFirst("^" + PREFIX, "")));
    }

    /** Whether one of the given signatures, separated by blanks, fits and the timestamp is within five minutes of now. */
    boolean verifies(String id, String timestamp, byte[] body, String signatures, Instant now) {
        if (!isRecent(timestamp, now)) {
            return false;
        }
        byte[] expected = sign(id, timestamp, body).getBytes(StandardCharsets.US_ASCII);
        return Arrays.stream(signatures.split(" "))
                .anyMatch(each -> MessageDigest.isEqual(expected, each.getBytes(StandardCharsets.US_ASCII)));
    }

    String sign(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRecent(String timestamp, Instant now) {
        try {
            var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }
}

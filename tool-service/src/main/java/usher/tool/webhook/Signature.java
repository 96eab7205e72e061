package usher.tool.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import usher.tool.credential.WebhookSecret;

/** Signs {@code {id}.{timestamp}.{body}} with HMAC-SHA256. See standardwebhooks.com, "Signature scheme". */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** The value of the {@code webhook-signature} header; {@code timestamp} is in Unix seconds. */
    static String of(WebhookSecret secret, String id, long timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            mac.update((id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}

package usher.local.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The token by which a business's server tells Usher who its visitor is: a JWT (HS256) that lives for 15 minutes. */
record IdentityToken(String keyId, String secret, String issuer) {

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    String of(Customer customer, Instant now) {
        String signed = encode(Map.of("alg", "HS256", "typ", "JWT", "kid", keyId))
                + "."
                + encode(Map.of(
                        "iss", issuer,
                        "sub", customer.id(),
                        "email", customer.email(),
                        "name", customer.name(),
                        "iat", now.getEpochSecond(),
                        "exp", now.plus(LIFE).getEpochSecond()));
        return signed + "." + BASE64.encodeToString(hmac(signed));
    }

    private static String encode(Map<String, ?> claims) {
        try {
            return BASE64.encodeToString(ShopJson.MAPPER.writeValueAsBytes(claims));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] hmac(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "IdentityToken[" + keyId + "]";
    }
}

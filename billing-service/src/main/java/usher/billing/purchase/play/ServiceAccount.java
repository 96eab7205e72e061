package usher.billing.purchase.play;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import usher.kit.problem.Refusal;

/** Who a tenant is with Google: what is needed of the key file. Never logged. */
record ServiceAccount(String email, String keyId, String privateKey) {
    private static final String SCOPE = "https://www.googleapis.com/auth/androidpublisher";
    private static final long LIFE_SECONDS = 3600;

    /** Refuses a file that is none. */
    static ServiceAccount of(Map<String, Object> file) {
        var account =
                new ServiceAccount(text(file, "client_email"), text(file, "private_key_id"), text(file, "private_key"));
        try {
            account.key();
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw Refusal.invalid(
                    "/service_account/private_key", "key-invalid", "This is no RSA key in the form of PKCS #8.");
        }
        return account;
    }

    static ServiceAccount read(String json) {
        return of(new JsonObject(json).getMap());
    }

    String json() {
        return new JsonObject()
                .put("client_email", email)
                .put("private_key_id", keyId)
                .put("private_key", privateKey)
                .encode();
    }

    /** A claim to be this account, for which a token is given. See developers.google.com/identity/protocols/oauth2/service-account. */
    String assertion(String audience, Instant now) {
        var claims = new JwtClaims();
        claims.setIssuer(email);
        claims.setClaim("scope", SCOPE);
        claims.setAudience(audience);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + LIFE_SECONDS));
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKeyIdHeaderValue(keyId);
        try {
            signature.setKey(key());
            return signature.getCompactSerialization();
        } catch (GeneralSecurityException | JoseException e) {
            throw new IllegalStateException("A service account that was accepted can sign", e);
        }
    }

    private PrivateKey key() throws GeneralSecurityException {
        var base64 = privateKey.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static String text(Map<String, Object> file, String name) {
        if (file.get(name) instanceof String text && !text.isBlank() && text.length() <= 10_000) {
            return text;
        }
        throw Refusal.invalid(
                "/service_account/" + name, "required", "A key file of a service account has a " + name + ".");
    }

    @Override
    public String toString() {
        return "ServiceAccount[" + email + "]";
    }
}

package usher.kit.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Instant;
import java.time.InstantSource;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** Makes and checks JSON Web Tokens. A token that is wrong in any way is an {@link InvalidCredential}, no more is said. */
@ApplicationScoped
public class Jwts {
    private final InstantSource clock;

    Jwts(InstantSource clock) {
        this.clock = clock;
    }

    public static Key hmac(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 32) {
            throw new IllegalStateException("A signing secret needs at least 32 characters");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** Signs claims with HS256. */
    public String sign(JwtClaims claims, Key secret) {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(secret);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("Cannot sign a token", e);
        }
    }

    /** The claims of a token that was signed by this key with this algorithm and holds now. An empty issuer or audience is not checked. */
    public JwtClaims check(String token, Key key, String algorithm, String issuer, String audience) {
        var checks = new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm))
                .setRequireExpirationTime()
                .setRequireSubject()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()));
        if (!issuer.isEmpty()) {
            checks.setExpectedIssuer(issuer);
        }
        if (audience.isEmpty()) {
            checks.setSkipDefaultAudienceValidation();
        } else {
            checks.setExpectedAudience(audience);
        }
        try {
            return checks.build().processToClaims(token);
        } catch (InvalidJwtException invalid) {
            throw new InvalidCredential();
        }
    }

    /** When a checked token ends. */
    public static Instant expiry(JwtClaims claims) {
        try {
            return Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
        } catch (MalformedClaimException e) {
            throw new InvalidCredential();
        }
    }
}

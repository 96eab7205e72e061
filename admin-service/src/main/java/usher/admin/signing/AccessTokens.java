package usher.admin.signing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import usher.kit.access.Caller;
import usher.kit.access.InvalidCredential;
import usher.kit.access.Jwts;
import usher.kit.time.Ids;

/** Signs members' access tokens: RS256, half an hour, with what the other services need to decide by themselves. */
@ApplicationScoped
public class AccessTokens {
    /** How long a token holds, and so how long a revocation must be remembered. */
    public static final Duration LIFE = Duration.ofMinutes(30);

    private static final String ISSUER = "usher-admin";
    private static final String AUDIENCE = "usher";

    private final SigningKeys keys;
    private final Jwts jwts;
    private final Ids ids;
    private final InstantSource clock;

    AccessTokens(SigningKeys keys, Jwts jwts, Ids ids, InstantSource clock) {
        this.keys = keys;
        this.jwts = jwts;
        this.ids = ids;
        this.clock = clock;
    }

    public Uni<String> issue(Caller.Member member) {
        return signer().map(signer -> signer.sign(claims(member)));
    }

    /** Gives tokens of any claims without asking anybody: who gives them says who they are for, and where they hold. */
    public interface Signer {
        /** Holds as members' tokens do, from when the signer was asked for. */
        String sign(JwtClaims claims);
    }

    /** To be had before what a token is given for is written, so that whoever is owed one gets it, whatever goes away meanwhile. */
    public Uni<Signer> signer() {
        var now = clock.instant();
        return keys.ring().map(ring -> claims -> sign(dated(claims, now), ring.signer()));
    }

    private JwtClaims dated(JwtClaims claims, Instant now) {
        claims.setJwtId(ids.next().toString());
        claims.setIssuedAt(NumericDate.fromMilliseconds(now.toEpochMilli()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(now.plus(LIFE).toEpochMilli()));
        return claims;
    }

    /** What a token says that was signed here for this place and has not ended; nothing of any other text. */
    public Uni<Optional<JwtClaims>> read(String token, String issuer, String audience) {
        return keys.ring()
                .map(ring -> kid(token).flatMap(ring::verifier).flatMap(key -> {
                    try {
                        return Optional.of(
                                jwts.check(token, key, AlgorithmIdentifiers.RSA_USING_SHA256, issuer, audience));
                    } catch (InvalidCredential foreign) {
                        return Optional.empty();
                    }
                }));
    }

    private static Optional<String> kid(String token) {
        try {
            var signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            return Optional.ofNullable(signature.getKeyIdHeaderValue());
        } catch (JoseException noToken) {
            return Optional.empty();
        }
    }

    private JwtClaims claims(Caller.Member member) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(member.id().toString());
        claims.setClaim("email", member.email());
        claims.setClaim("role", member.role().text());
        var tenant = member.tenant();
        if (tenant != null) {
            claims.setClaim("tenant", tenant.toString());
        }
        return claims;
    }

    private static String sign(JwtClaims claims, PublicJsonWebKey key) {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("Cannot sign an access token", e);
        }
    }
}

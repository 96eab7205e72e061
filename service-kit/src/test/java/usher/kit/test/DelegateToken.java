package usher.kit.test;

import java.security.Key;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import usher.contracts.id.GrantId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;

/** An access token as admin-service gives it to a program that a member lets in, and as nobody gives it. */
public final class DelegateToken {
    public static final String ISSUER = "https://usher.example";
    public static final String AUDIENCE = ISSUER + "/mcp";

    private final GrantId grant = new GrantId(UUID.randomUUID());
    private final JwtClaims claims = new JwtClaims();

    /** {@code scope} is a list with spaces between. */
    public DelegateToken(TenantId tenant, String scope) {
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(new MemberId(UUID.randomUUID()).toString());
        claims.setExpirationTimeMinutesInTheFuture(30);
        claims.setClaim("client_id", "0192f0c8-0000-7000-8000-000000000000");
        claims.setClaim("tenant", tenant.toString());
        claims.setClaim("grant", grant.toString());
        claims.setClaim("scope", scope);
    }

    public GrantId grant() {
        return grant;
    }

    /** The same, but for one claim. */
    public DelegateToken with(String claim, Object value) {
        claims.setClaim(claim, value);
        return this;
    }

    public String text() {
        return signed(TestTokens.memberKey().getPrivateKey(), AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    public String signedBy(Key key) {
        return signed(key, AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    public String unsigned() {
        return compact(unsignedYet(AlgorithmIdentifiers.NONE));
    }

    private String signed(Key key, String algorithm) {
        var signature = unsignedYet(algorithm);
        signature.setKey(key);
        return compact(signature);
    }

    private JsonWebSignature unsignedYet(String algorithm) {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKeyIdHeaderValue(TestTokens.memberKey().getKeyId());
        return signature;
    }

    private static String compact(JsonWebSignature signature) {
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}

package usher.kit.test;

import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Jwts;
import usher.kit.access.Role;

/** Credentials as the services issue them, for tests. */
public final class TestTokens {
    private static final String KEY_PROPERTY = "usher.test.member-key";

    private TestTokens() {}

    /** A member's access token; a null tenant makes a member of the platform. */
    public static String member(Role role, @Nullable TenantId tenant) {
        return member(new MemberId(UUID.randomUUID()), role, tenant);
    }

    public static String member(MemberId id, Role role, @Nullable TenantId tenant) {
        var claims = claims("usher-admin", id.toString(), tenant, 30);
        claims.setAudience("usher");
        claims.setClaim("email", "member@example.com");
        claims.setClaim("role", role.text());
        var key = memberKey();
        return sign(claims, key.getPrivateKey(), AlgorithmIdentifiers.RSA_USING_SHA256, key.getKeyId());
    }

    public static String platformAdmin() {
        return member(Role.ADMIN, null);
    }

    public static String visitor(TenantId tenant, VisitorId visitor, Map<String, Object> identity) {
        var claims = claims("usher-chat", visitor.toString(), tenant, 30);
        claims.setClaim("identity", identity);
        return sign(claims, Jwts.hmac(secret("usher.visitor-secret")), AlgorithmIdentifiers.HMAC_SHA256, null);
    }

    /** A token that one service makes for another, {@code audience} being the called one: chat, tool, admin or billing. */
    public static String service(String audience, TenantId tenant) {
        var claims = claims("usher-service", "test", tenant, 1);
        claims.setAudience(audience);
        return sign(claims, Jwts.hmac(secret("usher.service-secret")), AlgorithmIdentifiers.HMAC_SHA256, null);
    }

    /** The key pair that stands in for admin-service's; a property carries it between class loaders. */
    static RsaJsonWebKey memberKey() {
        try {
            var known = System.getProperty(KEY_PROPERTY);
            if (known != null) {
                return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(known);
            }
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("test");
            System.setProperty(KEY_PROPERTY, key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JwtClaims claims(String issuer, String subject, @Nullable TenantId tenant, int minutes) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(subject);
        claims.setExpirationTimeMinutesInTheFuture(minutes);
        if (tenant != null) {
            claims.setClaim("tenant", tenant.toString());
        }
        return claims;
    }

    private static String sign(JwtClaims claims, java.security.Key key, String algorithm, @Nullable String kid) {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        signature.setAlgorithmHeaderValue(algorithm);
        if (kid != null) {
            signature.setKeyIdHeaderValue(kid);
        }
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String secret(String property) {
        var secret = System.getProperty(property);
        if (secret == null) {
            throw new IllegalStateException(
                    "Start the embedded platform first: @WithTestResource(EmbeddedPlatform.class)");
        }
        return secret;
    }
}

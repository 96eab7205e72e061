package usher.kit.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;

/** The tokens that the services sign with shared secrets: visitors' and each other's. */
@ApplicationScoped
public class Tokens {
    static final String VISITOR_ISSUER = "usher-chat";
    static final String SERVICE_ISSUER = "usher-service";
    private static final Duration SERVICE_LIFE = Duration.ofSeconds(60);
    private static final String TENANT = "tenant";
    private static final String IDENTITY = "identity";

    private final AccessConfig config;
    private final Jwts jwts;
    private final InstantSource clock;

    Tokens(AccessConfig config, Jwts jwts, InstantSource clock) {
        this.config = config;
        this.jwts = jwts;
        this.clock = clock;
    }

    public String visitor(Caller.Visitor visitor, Instant expiresAt) {
        var claims = claims(VISITOR_ISSUER, visitor.id().toString(), visitor.tenant(), expiresAt);
        claims.setClaim(IDENTITY, visitor.identity());
        return jwts.sign(claims, secret(config.visitorSecret(), "USHER_VISITOR_SECRET"));
    }

    /** A token for one call or a few to another service, on behalf of a tenant. */
    public String service(String audience, TenantId tenant) {
        var claims =
                claims(SERVICE_ISSUER, config.service(), tenant, clock.instant().plus(SERVICE_LIFE));
        claims.setAudience(audience);
        return jwts.sign(claims, secret(config.serviceSecret(), "USHER_SERVICE_SECRET"));
    }

    Checked<Caller.Visitor> visitor(String token) {
        var key = secret(config.visitorSecret(), "USHER_VISITOR_SECRET");
        var claims = jwts.check(token, key, AlgorithmIdentifiers.HMAC_SHA256, VISITOR_ISSUER, "");
        @SuppressWarnings("unchecked")
        var identity = (Map<String, Object>) claims.getClaimValue(IDENTITY);
        var visitor = new Caller.Visitor(
                tenant(claims), VisitorId.fromString(subject(claims)), identity == null ? Map.of() : identity);
        return new Checked<>(visitor, Jwts.expiry(claims));
    }

    Checked<Caller.Service> service(String token) {
        var key = secret(config.serviceSecret(), "USHER_SERVICE_SECRET");
        var claims = jwts.check(token, key, AlgorithmIdentifiers.HMAC_SHA256, SERVICE_ISSUER, config.service());
        return new Checked<>(new Caller.Service(subject(claims), tenant(claims)), Jwts.expiry(claims));
    }

    /** A caller, and until when its token holds. */
    record Checked<C extends Caller>(C caller, Instant expiresAt) {}

    private JwtClaims claims(String issuer, String subject, TenantId tenant, Instant expiresAt) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(subject);
        claims.setClaim(TENANT, tenant.toString());
        claims.setIssuedAt(NumericDate.fromMilliseconds(clock.millis()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(expiresAt.toEpochMilli()));
        return claims;
    }

    private static TenantId tenant(JwtClaims claims) {
        return TenantId.fromString(String.valueOf(claims.getClaimValue(TENANT)));
    }

    private static String subject(JwtClaims claims) {
        try {
            return claims.getSubject();
        } catch (MalformedClaimException e) {
            throw new InvalidCredential();
        }
    }

    private static Key secret(Optional<String> secret, String variable) {
        return Jwts.hmac(secret.orElseThrow(
                () -> new IllegalStateException("Set " + variable + " to at least 32 random characters")));
    }
}

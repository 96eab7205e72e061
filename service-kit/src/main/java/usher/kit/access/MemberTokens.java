package usher.kit.access;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.access.Tokens.Checked;

/** Checks members' access tokens with the keys that admin-service publishes. */
@ApplicationScoped
class MemberTokens {
    static final String ISSUER = "usher-admin";
    private static final String AUDIENCE = "usher";

    private final PublishedKeys keys;
    private final Jwts jwts;

    MemberTokens(PublishedKeys keys, Jwts jwts) {
        this.keys = keys;
        this.jwts = jwts;
    }

    Uni<Checked<Caller.Member>> check(String token, String kid) {
        return keys.named(kid).map(key -> {
            var claims = jwts.check(token, key, AlgorithmIdentifiers.RSA_USING_SHA256, ISSUER, AUDIENCE);
            return new Checked<>(member(claims), Jwts.expiry(claims));
        });
    }

    private static Caller.Member member(JwtClaims claims) {
        var tenant = claims.getClaimValue("tenant");
        return new Caller.Member(
                MemberId.fromString(String.valueOf(claims.getClaimValue("sub"))),
                String.valueOf(claims.getClaimValue("email")),
                Role.of(String.valueOf(claims.getClaimValue("role"))),
                tenant == null ? null : TenantId.fromString(tenant.toString()));
    }
}

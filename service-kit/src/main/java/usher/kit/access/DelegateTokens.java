package usher.kit.access;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import usher.contracts.access.Scope;
import usher.contracts.id.GrantId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.access.Tokens.Checked;

/**
 * Checks the access tokens that admin-service gives to programs (OAuth), with the keys that it publishes. Such a token is for one
 * resource and holds nowhere else: a service that is none takes none, and members' tokens, which have another audience, are not taken for one.
 */
@ApplicationScoped
public class DelegateTokens {
    private final Optional<ProtectedResource> resource;
    private final PublishedKeys keys;
    private final Jwts jwts;

    DelegateTokens(AccessConfig config, PublishedKeys keys, Jwts jwts) {
        this.resource =
                config.publicUrl().flatMap(url -> config.resourcePath().map(path -> new ProtectedResource(url, path)));
        this.keys = keys;
        this.jwts = jwts;
    }

    /** What this service is to programs, if it is anything. */
    public Optional<ProtectedResource> resource() {
        return resource;
    }

    boolean mayBeOf(String issuer) {
        return resource.filter(known -> known.issuer().equals(issuer)).isPresent();
    }

    Uni<Checked<Caller.Delegate>> check(String token, String kid) {
        var here = resource.orElseThrow(InvalidCredential::new);
        return keys.named(kid).map(key -> {
            var claims = jwts.check(token, key, AlgorithmIdentifiers.RSA_USING_SHA256, here.issuer(), here.address());
            return new Checked<>(delegate(claims), Jwts.expiry(claims));
        });
    }

    private static Caller.Delegate delegate(JwtClaims claims) {
        return new Caller.Delegate(
                TenantId.fromString(text(claims, "tenant")),
                MemberId.fromString(text(claims, "sub")),
                GrantId.fromString(text(claims, "grant")),
                Scope.read(text(claims, "scope")));
    }

    private static String text(JwtClaims claims, String name) {
        return String.valueOf(claims.getClaimValue(name));
    }
}

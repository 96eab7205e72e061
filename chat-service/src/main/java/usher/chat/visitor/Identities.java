package usher.chat.visitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.Key;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import usher.contracts.event.IdentityKey;
import usher.kit.access.InvalidCredential;
import usher.kit.access.Jwts;
import usher.kit.problem.Refusal;
import usher.kit.seal.Sealer;
import usher.kit.tenant.TenantSnapshot;

/** Checks who the tenant's server says its visitor is. Only a signature by one of the tenant's identity keys counts. */
@ApplicationScoped
class Identities {
    private static final Duration LONGEST_LIFE = Duration.ofHours(12);
    private static final Set<String> TECHNICAL = Set.of("iss", "aud", "exp", "nbf", "iat", "jti");

    private final Jwts jwts;
    private final Sealer sealer;
    private final ObjectMapper mapper;
    private final InstantSource clock;

    Identities(Jwts jwts, Sealer sealer, ObjectMapper mapper, InstantSource clock) {
        this.jwts = jwts;
        this.sealer = sealer;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** The claims about the person; refuses a token that is forged, ended, too long-lived or of another tenant. */
    Map<String, Object> verify(TenantSnapshot tenant, String token) {
        try {
            var key = key(tenant, header(token));
            var claims = jwts.check(token, verificationKey(tenant, key), key.alg(), "", "");
            if (Jwts.expiry(claims).isAfter(clock.instant().plus(LONGEST_LIFE))) {
                throw new InvalidCredential();
            }
            return about(claims);
        } catch (InvalidCredential invalid) {
            throw new Refusal("identity-invalid", 401, "The signed identity is not valid.");
        }
    }

    private static IdentityKey key(TenantSnapshot tenant, JsonNode header) {
        var kid = header.path("kid").asText();
        return tenant.identityKeys().stream()
                .filter(key -> key.kid().equals(kid))
                .findFirst()
                .orElseThrow(InvalidCredential::new);
    }

    private Key verificationKey(TenantSnapshot tenant, IdentityKey key) {
        if (key.sealedSecret() != null) {
            return Jwts.hmac(sealer.open(tenant.id(), key.sealedSecret()));
        }
        try {
            return JsonWebKey.Factory.newJwk(key.publicJwk()).getKey();
        } catch (JoseException e) {
            throw new InvalidCredential();
        }
    }

    private JsonNode header(String token) {
        try {
            int dot = token.indexOf('.');
            return mapper.readTree(Base64.getUrlDecoder().decode(token.substring(0, Math.max(dot, 0))));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidCredential();
        }
    }

    private static Map<String, Object> about(JwtClaims claims) {
        var about = new HashMap<>(claims.getClaimsMap());
        TECHNICAL.forEach(about::remove);
        about.values().removeIf(value -> value == null);
        return about;
    }
}

package usher.e2e.isolation;

import java.security.PrivateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.GrantId;
import usher.contracts.id.MemberId;
import usher.contracts.id.VisitorId;
import usher.e2e.client.Jwt;
import usher.e2e.client.Tenant;
import usher.e2e.world.World;

/** Tokens of every kind, signed with the right secrets, so that each wrong one is wrong in one way only. */
final class Tokens {

    private static final int HOUR = 3600;

    private final World world;

    Tokens(World world) {
        this.world = world;
    }

    /** A member as admin-service would sign it in; without a tenant it works for the platform. */
    String member(String role, @Nullable Tenant tenant) {
        return member(claims(role, tenant));
    }

    String member(Map<String, Object> claims) {
        return Jwt.rs256(Map.of("kid", world.memberKeyId()), claims, world.memberKey());
    }

    /** Signed by a key that nobody published, under the id of one that is. */
    String memberSignedBy(PrivateKey foreign) {
        return Jwt.rs256(Map.of("kid", world.memberKeyId()), claims("admin", null), foreign);
    }

    String unsignedMember() {
        return Jwt.unsigned(Map.of("kid", world.memberKeyId()), claims("admin", null));
    }

    Map<String, Object> claims(String role, @Nullable Tenant tenant) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", "usher-admin");
        claims.put("aud", "usher");
        claims.put("sub", new MemberId(UUID.randomUUID()).toString());
        claims.put("email", "matrix@example.com");
        claims.put("role", role);
        claims.put("iat", now());
        claims.put("exp", now() + HOUR / 2);
        if (tenant != null) {
            claims.put("tenant", tenant.id());
        }
        return claims;
    }

    /** A program that a member lets in, as admin-service would give it a token. */
    String delegate(Tenant tenant) {
        var issuer = world.platform().gateway().toString();
        return member(Map.of(
                "iss",
                issuer,
                "aud",
                issuer + "/mcp",
                "sub",
                new MemberId(UUID.randomUUID()).toString(),
                "tenant",
                tenant.id(),
                "grant",
                new GrantId(UUID.randomUUID()).toString(),
                "scope",
                "agent:ask knowledge:read conversations:read",
                "iat",
                now(),
                "exp",
                now() + HOUR / 2));
    }

    static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        var changed = new LinkedHashMap<>(claims);
        changed.put(name, value);
        return changed;
    }

    String visitor(Tenant tenant, long expiresIn, String secret) {
        return Jwt.hs256(
                Map.of(),
                Map.of(
                        "iss",
                        "usher-chat",
                        "sub",
                        new VisitorId(UUID.randomUUID()).toString(),
                        "tenant",
                        tenant.id(),
                        "iat",
                        now() - HOUR,
                        "exp",
                        now() + expiresIn),
                secret);
    }

    String visitor(Tenant tenant) {
        return visitor(tenant, HOUR, world.secret("USHER_VISITOR_SECRET"));
    }

    String service(String audience, Tenant tenant) {
        return Jwt.hs256(
                Map.of(),
                Map.of(
                        "iss",
                        "usher-service",
                        "sub",
                        "chat",
                        "aud",
                        audience,
                        "tenant",
                        tenant.id(),
                        "iat",
                        now(),
                        "exp",
                        now() + 60),
                world.secret("USHER_SERVICE_SECRET"));
    }

    static long now() {
        return Instant.now().getEpochSecond();
    }
}

package usher.e2e.isolation;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.e2e.client.Api;
import usher.e2e.client.Eventually;
import usher.e2e.client.Operator;
import usher.e2e.client.Tenant;
import usher.e2e.world.Service;
import usher.e2e.world.World;

/**
 * Who plays in the matrix: a tenant that owns one thing of each kind, another that wants it, a suspended and a deleted
 * one, and every credential that each of them has.
 */
final class Cast {

    static final String FOREIGN_ORIGIN = "https://elsewhere.example.com";

    private static final Duration SOON = Duration.ofSeconds(20);

    private final World world;
    private final Tokens tokens;
    private final Tenant owner;
    private final Tenant other;
    private final Tenant suspended;
    private final Tenant deleted;
    private final String rotatedKey;
    private final String removedMember;
    private final Things things;

    Cast(World world) {
        this.world = world;
        this.tokens = new Tokens(world);
        owner = world.standInTenant("Owner");
        other = world.standInTenant("Other");
        suspended = world.standInTenant("Suspended");
        deleted = world.standInTenant("Deleted");
        things = Things.of(world, owner);
        rotatedKey = rotateKey();
        removedMember = removeMember();
        move(suspended, "suspended", 403);
        move(deleted, "deleted", 401);
    }

    Tenant owner() {
        return owner;
    }

    Things things() {
        return things;
    }

    /** Every credential that must not get through, whatever the object. */
    List<Wrong> wrong() {
        var all = new ArrayList<Wrong>();
        all.addAll(unknown());
        all.addAll(forbidden());
        all.addAll(letIn());
        all.add(Wrong.suspended("suspended tenant's secret key", suspended.secretKey(), null));
        all.add(Wrong.suspended("suspended tenant's publishable key", suspended.publishableKey(), suspended.origin()));
        all.add(Wrong.suspended("suspended tenant's visitor", tokens.visitor(suspended), suspended.origin()));
        return all;
    }

    private List<Wrong> unknown() {
        var claims = tokens.claims("admin", null);
        return List.of(
                Wrong.unknown("none", null),
                Wrong.unknown("garbage", "garbage"),
                Wrong.unknown("garbage with a key's prefix", "sk_garbage"),
                Wrong.unknown("expired", tokens.member(Tokens.with(claims, "exp", Tokens.now() - 600))),
                Wrong.unknown("not yet valid", tokens.member(Tokens.with(claims, "nbf", Tokens.now() + 3600))),
                Wrong.unknown("wrong issuer", tokens.member(Tokens.with(claims, "iss", "someone-else"))),
                Wrong.unknown("wrong audience", tokens.member(Tokens.with(claims, "aud", "someone-else"))),
                Wrong.unknown("wrong signature", tokens.memberSignedBy(foreignKey())),
                Wrong.unknown("alg: none", tokens.unsignedMember()),
                Wrong.unknown("revoked member", removedMember),
                Wrong.unknown("rotated secret key", rotatedKey),
                Wrong.unknown("expired visitor", tokens.visitor(owner, -600, world.secret("USHER_VISITOR_SECRET"))),
                Wrong.unknown(
                        "visitor of a wrong signature",
                        tokens.visitor(owner, 600, "a secret that is not ours, but long enough")),
                Wrong.unknown("service token for another service", tokens.service("nobody", owner)),
                Wrong.unknown("deleted tenant's secret key", deleted.secretKey()),
                Wrong.unknown("deleted tenant's visitor", tokens.visitor(deleted)),
                Wrong.unknown("deleted tenant's member", tokens.member("admin", deleted)));
    }

    private List<Wrong> forbidden() {
        return List.of(
                Wrong.forbidden(
                        "publishable key",
                        owner.publishableKey(),
                        owner.origin(),
                        operation -> !operation.accepts("publishable_key")),
                Wrong.forbidden(
                        "publishable key from a foreign origin", owner.publishableKey(), FOREIGN_ORIGIN, any -> true),
                Wrong.forbidden("publishable key without an origin", owner.publishableKey(), null, any -> true),
                Wrong.forbidden("secret key", owner.secretKey(), null, operation -> !operation.accepts("secret_key")),
                Wrong.forbidden(
                        "visitor", tokens.visitor(owner), owner.origin(), operation -> !operation.accepts("visitor")),
                Wrong.forbidden(
                        "member where none may",
                        tokens.member("admin", owner),
                        null,
                        operation -> !operation.accepts("member")),
                Wrong.forbidden(
                        "analyst where more is needed",
                        tokens.member("analyst", null),
                        null,
                        operation ->
                                operation.accepts("member") && !operation.role().equals("analyst")),
                Wrong.forbidden(
                        "editor where an admin is needed",
                        tokens.member("editor", null),
                        null,
                        operation ->
                                operation.accepts("member") && operation.role().equals("admin")),
                Wrong.forbidden(
                        "tenant's admin on the platform's route",
                        tokens.member("admin", owner),
                        null,
                        operation -> operation.accepts("member") && operation.platform()));
    }

    /** A program's token is for chat-service's one address, and nothing at all elsewhere. */
    private List<Wrong> letIn() {
        return List.of(
                Wrong.forbidden(
                        "program that a member lets in",
                        tokens.delegate(owner),
                        null,
                        operation -> operation.service() == Service.CHAT && !operation.accepts("delegate")),
                new Wrong(
                        "program that a member lets in, at another service",
                        tokens.delegate(owner),
                        null,
                        401,
                        null,
                        operation -> !operation.open() && operation.service() != Service.CHAT),
                new Wrong(
                        "program that is let in by a suspended tenant",
                        tokens.delegate(suspended),
                        null,
                        403,
                        "tenant-suspended",
                        operation -> !operation.open() && operation.service() == Service.CHAT));
    }

    /** Service tokens name the service they are for, so there is one for each document. */
    Wrong serviceToken(Service service) {
        return Wrong.forbidden(
                "service token",
                tokens.service(service.audience(), owner),
                null,
                operation -> !operation.accepts("service"));
    }

    /** The credentials with which the other tenant would come for the owner's things, of the kinds an operation takes. */
    List<Intruder> intruders(Operation operation) {
        var all = new ArrayList<Intruder>();
        if (operation.accepts("member") && !operation.platform()) {
            all.add(new Intruder("another tenant's member", tokens.member("admin", other), null));
        }
        if (operation.accepts("secret_key")) {
            all.add(new Intruder("another tenant's secret key", other.secretKey(), null));
        }
        if (operation.accepts("delegate")) {
            all.add(new Intruder("another tenant's program", tokens.delegate(other), null));
        }
        if (operation.accepts("visitor")) {
            all.add(new Intruder("another tenant's visitor", tokens.visitor(other), other.origin()));
            all.add(new Intruder("another visitor of the same tenant", tokens.visitor(owner), owner.origin()));
        }
        if (operation.accepts("service")) {
            all.add(new Intruder(
                    "a service for another tenant",
                    tokens.service(operation.service().audience(), other),
                    null));
        }
        return all;
    }

    /** Somebody who may see everything of the owner's. */
    Intruder insider() {
        return new Intruder("the owner's member", tokens.member("admin", owner), null);
    }

    Tenant other() {
        return other;
    }

    private String rotateKey() {
        var keys = "/api/v1/admin/tenants/" + owner.id() + "/keys";
        var made = world.operator().api().post(keys, Map.of("kind", "secret")).orThrow();
        world.operator().api().delete(keys + "/" + made.text("/id")).orThrow();
        return made.text("/key");
    }

    private String removeMember() {
        var email = "removed-" + owner.id() + "@example.com";
        var operator = world.operator().api();
        var made = operator.post(
                        "/api/v1/admin/users",
                        Map.of("email", email, "name", "Removed", "password", Things.PASSWORD, "role", "admin"))
                .orThrow();
        var session = Operator.firstSignIn(world.api(), email, Things.PASSWORD, "a password of their own");
        operator.put("/api/v1/admin/users/" + made.text("/id") + "/status", Map.of("status", "suspended"))
                .orThrow();
        return session.accessToken();
    }

    private void move(Tenant tenant, String status, int seen) {
        world.operator()
                .api()
                .put("/api/v1/admin/tenants/" + tenant.id() + "/status", Map.of("status", status))
                .orThrow();
        var visitor = tokens.visitor(tenant);
        for (var service : Service.values()) {
            Eventually.until(
                    tenant + " is " + status + " for " + service,
                    SOON,
                    () -> Api.at(world.url(service))
                                    .as(visitor)
                                    .get(service.anyPath())
                                    .status()
                            == seen);
        }
    }

    private static PrivateKey foreignKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One who is who he says he is, and asks for what is not his. */
    record Intruder(String name, String token, @Nullable String origin) {}
}

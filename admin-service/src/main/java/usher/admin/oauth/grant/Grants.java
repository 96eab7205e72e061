package usher.admin.oauth.grant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import usher.admin.oauth.Issuer;
import usher.admin.oauth.OAuthConfig;
import usher.admin.oauth.OpaqueText;
import usher.admin.oauth.client.Clients;
import usher.contracts.access.Scope;
import usher.contracts.id.GrantId;
import usher.kit.access.Authenticator;
import usher.kit.time.Ids;

/**
 * Grants and their secrets in the database, looked for across all tenants: a secret does not say whose it is. Every method runs inside
 * the transaction of its caller, and those that come with the same secret wait for each other at its row.
 */
@ApplicationScoped
class Grants {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private static final String ISSUED = """
            select count(*) from RefreshSecret s
             where s.tenantId = :tenant and s.grantId = :grant and s.expiresAt > :ending
            """;

    private final Clients clients;
    private final Authority authority;
    private final Issuer issuer;
    private final OAuthConfig config;
    private final Ids ids;
    private final InstantSource clock;

    Grants(Clients clients, Authority authority, Issuer issuer, OAuthConfig config, Ids ids, InstantSource clock) {
        this.clients = clients;
        this.authority = authority;
        this.issuer = issuer;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** Notes a member's yes and answers with the code for it. */
    Uni<String> give(Consent consent) {
        var now = clock.instant();
        var grant = new Grant(new GrantId(ids.next()), consent, issuer.audience(), now);
        var text = OpaqueText.random("gcd_");
        return in(work -> work.persist(grant))
                .chain(() -> in(work -> work.persist(new Code(text, grant, consent, now))))
                .chain(() -> used(grant))
                .replaceWith(text);
    }

    Uni<Exchange> redeem(UUID client, String text, String redirectUri, String verifier) {
        return in(work -> work.find(Code.class, Authenticator.sha256(text), LockModeType.PESSIMISTIC_WRITE))
                .chain(code -> code == null
                        ? refused("The code is none that was given out.")
                        : grant(code.grant()).chain(grant -> redeem(code, grant, client, redirectUri, verifier)));
    }

    private Uni<Exchange> redeem(Code code, Grant grant, UUID client, String redirectUri, String verifier) {
        var now = clock.instant();
        if (!grant.isFor(client, issuer.audience())) {
            return refused("The code is another client's.");
        }
        if (code.wasRedeemed()) {
            return reused(grant);
        }
        if (!code.holds(now) || !code.isProvenBy(redirectUri, verifier)) {
            return refused("The code has ended, or the redirect URI or the verifier is not the one it was asked with.");
        }
        return whileAuthorized(grant, () -> {
            code.redeem(now);
            return issue(grant, grant.scopes());
        });
    }

    /** {@code narrower} is what the next access token shall be for, or null for all that was granted. */
    Uni<Exchange> renew(UUID client, String text, @Nullable Set<Scope> narrower) {
        return in(work -> work.find(RefreshSecret.class, Authenticator.sha256(text), LockModeType.PESSIMISTIC_WRITE))
                .chain(secret -> secret == null
                        ? refused("The refresh token is none that was given out.")
                        : grant(secret.grant()).chain(grant -> renew(secret, grant, client, narrower)));
    }

    private Uni<Exchange> renew(RefreshSecret secret, Grant grant, UUID client, @Nullable Set<Scope> narrower) {
        var now = clock.instant();
        var scopes = narrower == null ? grant.scopes() : narrower;
        if (!grant.isFor(client, issuer.audience())) {
            return refused("The refresh token is another client's.");
        }
        if (secret.wasStolen(now)) {
            return reused(grant);
        }
        if (!secret.holds(now)) {
            return refused("The refresh token has ended.");
        }
        if (scopes.isEmpty() || !grant.scopes().containsAll(scopes)) {
            return Uni.createFrom().item(new Exchange.Refused("invalid_scope", "That is more than was granted."));
        }
        return whileAuthorized(
                grant,
                () -> issuedSince(grant, now.minus(AN_HOUR)).chain(issued -> {
                    if (issued >= config.renewalsPerHour()) {
                        return Uni.createFrom().item(new Exchange.TooMany(AN_HOUR.toSeconds()));
                    }
                    secret.replace(now);
                    return issue(grant, scopes);
                }));
    }

    /** How many refresh tokens; each is kept until it ends, so that its second use is known for what it is. */
    private Uni<Long> issuedSince(Grant grant, Instant moment) {
        return in(work -> work.createQuery(ISSUED, Long.class)
                .setParameter("tenant", grant.tenant().value())
                .setParameter("grant", grant.id().value())
                .setParameter("ending", moment.plus(config.refreshLife()))
                .getSingleResult());
    }

    /** Ends the grant of a refresh token; null when there is none, or it is another client's. */
    Uni<@Nullable Grant> end(UUID client, String text) {
        return in(work -> work.find(RefreshSecret.class, Authenticator.sha256(text)))
                .chain(secret ->
                        secret == null ? Uni.createFrom().nullItem() : end(client, new GrantId(secret.grant())));
    }

    /** The same of a grant that an access token names. */
    Uni<@Nullable Grant> end(UUID client, GrantId id) {
        return grant(id.value())
                .map(grant -> grant == null || !grant.isFor(client, issuer.audience()) ? null : grant)
                .invoke(grant -> {
                    if (grant != null) {
                        grant.revoke(clock.instant());
                    }
                });
    }

    private Uni<Exchange> whileAuthorized(Grant grant, Supplier<Uni<Exchange>> act) {
        if (!grant.isLive()) {
            return refused("The access was taken back.");
        }
        return authority
                .of(grant.member(), grant.createdAt())
                .chain(finding -> finding instanceof Authority.Finding.May may
                                && may.tenant().equals(grant.tenant())
                        ? act.get()
                        : refused("Whoever gave this access may not give it any more."));
    }

    private Uni<Exchange> issue(Grant grant, Set<Scope> scopes) {
        var now = clock.instant();
        var text = OpaqueText.random(RefreshSecret.PREFIX);
        grant.use(now);
        return in(work -> work.persist(new RefreshSecret(text, grant, now.plus(config.refreshLife()))))
                .chain(() -> used(grant))
                .replaceWith(Exchange.Given.of(grant, scopes, text));
    }

    private Uni<Void> used(Grant grant) {
        return clients.findById(grant.client())
                .invoke(client -> client.use(clock.instant()))
                .replaceWithVoid();
    }

    private Uni<Exchange> reused(Grant grant) {
        grant.revoke(clock.instant());
        return Uni.createFrom().item(new Exchange.Reused(grant.tenant(), grant.id()));
    }

    private static Uni<Grant> grant(UUID id) {
        return in(work -> work.find(Grant.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    private static Uni<Exchange> refused(String sentence) {
        return Uni.createFrom().item(Exchange.Refused.grant(sentence));
    }

    private static <T> Uni<T> in(Function<Mutiny.Session, Uni<T>> work) {
        return Panache.getSession().chain(work::apply);
    }
}

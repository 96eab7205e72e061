package usher.admin.oauth.grant;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.admin.oauth.client.Client;
import usher.admin.signing.AccessTokens;
import usher.contracts.access.Scope;
import usher.contracts.id.GrantId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.access.Revocations;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** Members give access, see what was given, and take it back. */
@ApplicationScoped
public class GrantService {
    private static final Logger LOG = Logger.getLogger(GrantService.class);

    /** Those that were used at least once: a code that nobody came with gave nothing. */
    private static final String LIVE = """
            select g, m.email from Grant g join Member m on m.id = g.memberId
             where g.tenantId = :tenant and g.revokedAt is null and g.usedAt is not null
            """;

    private static final String ONE = "from Grant g where g.tenantId = :tenant and g.id = :id and g.usedAt is not null";

    private final Tenancy tenancy;
    private final Authority authority;
    private final Grants grants;
    private final Revocations revocations;
    private final InstantSource clock;

    GrantService(Tenancy tenancy, Authority authority, Grants grants, Revocations revocations, InstantSource clock) {
        this.tenancy = tenancy;
        this.authority = authority;
        this.grants = grants;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** A yes that counted, with the code for the program, or why it did not. */
    public sealed interface Decision {
        record Allowed(String code) implements Decision {}

        record Refused(Authority.Finding why) implements Decision {}
    }

    /** Whether a member may decide, who proved at that moment who it is. */
    public Uni<Authority.Finding> mayDecide(MemberId member, Instant since) {
        return tenancy.across(() -> authority.of(member, since));
    }

    public Uni<Decision> allow(
            MemberId member, Instant since, Client client, Set<Scope> scopes, String redirectUri, String challenge) {
        return tenancy.across(() -> authority.of(member, since).chain(finding -> {
            if (!(finding instanceof Authority.Finding.May may)) {
                return Uni.createFrom().<Decision>item(new Decision.Refused(finding));
            }
            LOG.infof("A program was let in tenant=%s member=%s client=%s", may.tenant(), member, client.id());
            return grants.give(new Consent(may.tenant(), member, client, scopes, redirectUri, challenge))
                    .map(Decision.Allowed::new);
        }));
    }

    Uni<List<GrantView>> list(TenantId tenant, @Nullable GrantId after, int rows) {
        return tenancy.in(
                        tenant,
                        () -> in(work -> {
                            var query = work.createQuery(
                                            LIVE + (after == null ? "" : " and g.id < :after") + " order by g.id desc",
                                            Object[].class)
                                    .setParameter("tenant", tenant.value())
                                    .setMaxResults(rows);
                            return (after == null ? query : query.setParameter("after", after.value())).getResultList();
                        }))
                .map(found -> found.stream()
                        .map(row -> GrantView.of((Grant) row[0], String.valueOf(row[1])))
                        .toList());
    }

    /**
     * Redis comes after the commit: if it is away, the caller hears so and asks again, and asking again refuses the tokens although the
     * grant has ended already.
     */
    Uni<Void> revoke(TenantId tenant, GrantId id) {
        return tenancy.in(
                        tenant,
                        () -> in(work -> work.createQuery(ONE, Grant.class)
                                        .setParameter("tenant", tenant.value())
                                        .setParameter("id", id.value())
                                        .getSingleResultOrNull())
                                .onItem()
                                .ifNull()
                                .failWith(Refusal::notFound)
                                .invoke(grant -> grant.revoke(clock.instant())))
                .chain(grant -> refuseTokens(tenant, id))
                .invoke(() -> LOG.infof("A program was shut out tenant=%s grant=%s", tenant, id));
    }

    /** Access tokens that were given already hold nowhere from now on. */
    Uni<Void> refuseTokens(TenantId tenant, GrantId id) {
        return revocations.revoke(tenant, id, AccessTokens.LIFE);
    }

    private static <T> Uni<T> in(Function<Mutiny.Session, Uni<T>> work) {
        return Panache.getSession().chain(work::apply);
    }
}

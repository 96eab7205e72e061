package usher.admin.member;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;

/** The members in the database. A query names the tenant whose members it is about; null is for the platform: all. */
@ApplicationScoped
public class Members implements PanacheRepositoryBase<Member, UUID> {
    private static final String BY_EMAIL = "email = ?1 and status <> ?2";
    private static final String COUNTS = """
            select count(*) filter (where status = 'ACTIVE'), count(*) filter (where status = 'SUSPENDED'),
                   count(*) filter (where status = 'DELETED'),
                   count(*) filter (where status <> 'DELETED' and last_login_at is not null)
              from member where :everybody or tenant_id = :tenant
            """;

    private static final UUID NOBODY = new UUID(0, 0);

    /** The member who signs in with this address; deleted ones do not count. */
    public Uni<@Nullable Member> byEmail(String email) {
        return find(BY_EMAIL, email, MemberStatus.DELETED).firstResult();
    }

    /** For a change that must not cross another one. */
    public Uni<Member> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<Member> get(@Nullable TenantId tenant, MemberId id) {
        var found = tenant == null
                ? findById(id.value())
                : find("id = ?1 and tenantId = ?2", id.value(), tenant.value()).firstResult();
        return found.onItem().ifNull().failWith(Refusal::notFound);
    }

    Uni<List<Member>> list(MemberFilter filter, PageRequest page) {
        return find(filter.condition(), filter.parameters())
                .range(0, page.limit())
                .list();
    }

    /** Refuses with 409 {@code member-exists} when the address is taken, also by a request that came a moment earlier. */
    Uni<Member> add(Member member) {
        return persistAndFlush(member)
                .onFailure(ConstraintViolationException.class)
                .transform(taken -> Refusal.conflict("member-exists", "There is a member with this e-mail already."));
    }

    Uni<MemberStats> stats(@Nullable TenantId tenant) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(COUNTS, Object[].class)
                        .setParameter("everybody", tenant == null)
                        .setParameter("tenant", tenant == null ? NOBODY : tenant.value())
                        .getSingleResult())
                .map(row -> MemberStats.of(number(row[0]), number(row[1]), number(row[2]), number(row[3])));
    }

    private static long number(Object count) {
        return ((Number) count).longValue();
    }
}

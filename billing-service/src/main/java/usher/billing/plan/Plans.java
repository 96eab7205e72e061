package usher.billing.plan;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/** The plans on offer. They belong to no tenant, so any session may read them. */
@ApplicationScoped
public class Plans implements PanacheRepositoryBase<Plan, PlanKey> {
    /** The plan that every tenant begins with; it is always on sale. */
    public static final String FIRST = "free";

    private static final String IN_FORCE =
            "from Plan p left join fetch p.limits where p.key.version = (select max(o.key.version) from Plan o where o.key.code = p.key.code and o.effectiveFrom <= ?1 and o.withdrawnAt is null)";
    private static final String LAST = "select coalesce(max(p.key.version), 0) from Plan p where p.key.code = :code";
    private static final String DISABLED = "select count(p) from Plan p where p.key.code = :code and p.disabled = true";
    private static final String SELL = "update plan set disabled = :disabled where code = :code";
    private static final String WITHDRAW =
            "update plan set withdrawn_at = :now where code = :code and version = :version and effective_from > :now and withdrawn_at is null";
    private static final String LOCK = "select cast(pg_advisory_xact_lock(hashtext(:code)) as text)";

    /** Of each plan the version in force, by code. */
    public Uni<List<Plan>> inForce(Instant now) {
        return list(IN_FORCE + " order by p.key.code", now);
    }

    /** The version of a plan that is in force; absent for a plan that is not, or not yet. */
    public Uni<@Nullable Plan> inForce(String code, Instant now) {
        return find(IN_FORCE + " and p.key.code = ?2", now, code)
                .list()
                .map(found -> found.isEmpty() ? null : found.getFirst());
    }

    /** A plan that is known to exist, with its limits. */
    public Uni<Plan> get(PlanKey key) {
        return find("from Plan p left join fetch p.limits where p.key = ?1", key)
                .singleResult();
    }

    /** All plans that are named, with their limits. */
    public Uni<List<Plan>> get(List<PlanKey> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(List.of())
                : list("from Plan p left join fetch p.limits where p.key in ?1", keys);
    }

    /** The versions of a plan before the given one, the newest first. */
    Uni<List<Plan>> versions(String code, int before, int limit) {
        return list("key.code = ?1 and key.version < ?2 order by key.version desc", code, before)
                .map(found -> found.subList(0, Math.min(limit, found.size())))
                .chain(found -> get(found.stream().map(Plan::key).toList()))
                .map(found -> found.stream()
                        .sorted((one, other) ->
                                other.key().version() - one.key().version())
                        .toList());
    }

    /** One publication of a plan at a time takes the next version. */
    Uni<Plan> publish(PublishPlan wanted, Instant now) {
        return alone(wanted.plan())
                .chain(session -> session.createQuery(LAST, Integer.class)
                        .setParameter("code", wanted.plan())
                        .getSingleResult()
                        .chain(last -> session.createQuery(DISABLED, Long.class)
                                .setParameter("code", wanted.plan())
                                .getSingleResult()
                                .map(disabled ->
                                        Plan.publish(new PlanKey(wanted.plan(), last + 1), wanted, disabled > 0, now))))
                .chain(plan -> persist(plan));
    }

    /** Puts a plan on sale, or takes it off; 404 when there is none. */
    Uni<Void> sell(String code, boolean enabled) {
        return alone(code)
                .chain(session -> session.createNativeQuery(SELL)
                        .setParameter("disabled", !enabled)
                        .setParameter("code", code)
                        .executeUpdate())
                .invoke(changed -> {
                    if (changed == 0) {
                        throw Refusal.notFound();
                    }
                })
                .replaceWithVoid();
    }

    /** Takes back a version that is still to come; 409 {@code version-in-force} for any other. */
    Uni<Void> withdraw(PlanKey key, Instant now) {
        return alone(key.code())
                .chain(session -> session.createNativeQuery(WITHDRAW)
                        .setParameter("now", now)
                        .setParameter("code", key.code())
                        .setParameter("version", key.version())
                        .executeUpdate())
                .chain(changed -> changed > 0
                        ? Uni.createFrom().voidItem()
                        : findById(key).invoke(Plans::refuse).replaceWithVoid());
    }

    private static void refuse(@Nullable Plan plan) {
        if (plan == null) {
            throw Refusal.notFound();
        }
        throw Refusal.conflict("version-in-force", "Only a version that is still to come is withdrawn, and only once.");
    }

    private static Uni<Mutiny.Session> alone(String code) {
        return Panache.getSession()
                .call(session -> session.createNativeQuery(LOCK, String.class)
                        .setParameter("code", code)
                        .getSingleResult());
    }
}

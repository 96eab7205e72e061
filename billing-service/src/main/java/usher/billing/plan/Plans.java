package usher.billing.plan;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plans on offer. They belong to no tenant, so any session may read them. */
@ApplicationScoped
public class Plans implements PanacheRepositoryBase<Plan, PlanKey> {
    private static final String IN_FORCE =
            "from Plan p left join fetch p.limits where p.key.version = (select max(o.key.version) from Plan o where o.key.code = p.key.code and o.effectiveFrom <= ?1)";
    private static final String LAST = "select coalesce(max(p.key.version), 0) from Plan p where p.key.code = :code";
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
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, String.class)
                        .setParameter("code", wanted.plan())
                        .getSingleResult()
                        .chain(() -> session.createQuery(LAST, Integer.class)
                                .setParameter("code", wanted.plan())
                                .getSingleResult()))
                .chain(last -> persist(Plan.publish(new PlanKey(wanted.plan(), last + 1), wanted, now)));
    }
}

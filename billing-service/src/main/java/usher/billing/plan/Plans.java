package usher.billing.plan;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plans on offer. They belong to no tenant, so any session may read them. */
@ApplicationScoped
public class Plans implements PanacheRepositoryBase<Plan, PlanKey> {
    private static final String NEWEST =
            "from Plan p left join fetch p.limits where p.key.version = (select max(o.key.version) from Plan o where o.key.code = p.key.code)";

    /** The newest version of each plan, by code. */
    public Uni<List<Plan>> newest() {
        return list(NEWEST + " order by p.key.code");
    }

    public Uni<@Nullable Plan> newest(String code) {
        return find(NEWEST + " and p.key.code = ?1", code)
                .list()
                .map(found -> found.isEmpty() ? null : found.getFirst());
    }

    /** A plan that is known to exist, with its limits. */
    public Uni<Plan> get(PlanKey key) {
        return find("from Plan p left join fetch p.limits where p.key = ?1", key)
                .singleResult();
    }
}

package usher.admin.tenant;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import usher.contracts.id.TenantId;
import usher.kit.page.PageRequest;
import usher.kit.problem.Refusal;

/** The tenants in the database. What a query sees is up to the transaction it runs in. */
@ApplicationScoped
class Tenants implements PanacheRepositoryBase<Tenant, UUID> {
    Uni<Tenant> get(TenantId id) {
        return findById(id.value()).onItem().ifNull().failWith(Refusal::notFound);
    }

    /** Changes of one tenant wait for each other here, so that versions grow by one and no snapshot misses a change. */
    Uni<Tenant> lock(TenantId id) {
        return findById(id.value(), LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(Refusal::notFound);
    }

    Uni<List<Tenant>> list(TenantFilter filter, PageRequest page) {
        return find(filter.condition(), filter.parameters())
                .range(0, page.limit())
                .list();
    }
}

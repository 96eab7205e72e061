package usher.billing.subscription;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/** The subscriptions, one per tenant. */
@ApplicationScoped
class Subscriptions implements PanacheRepositoryBase<Subscription, UUID> {

    Uni<@Nullable Subscription> find(TenantId tenant) {
        return find("from Subscription s left join fetch s.agreed where s.tenantId = ?1", tenant.value())
                .list()
                .map(found -> found.isEmpty() ? null : found.getFirst());
    }

    /** Locked until the transaction ends, so that two changes at once take two versions. */
    Uni<@Nullable Subscription> lock(TenantId tenant) {
        return findById(tenant.value(), LockModeType.PESSIMISTIC_WRITE)
                .call(found -> found == null
                        ? Uni.createFrom().voidItem()
                        : Mutiny.fetch(found.agreed()).replaceWithVoid());
    }
}

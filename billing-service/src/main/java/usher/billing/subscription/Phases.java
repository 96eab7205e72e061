package usher.billing.subscription;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.time.Ids;

/** The phases of subscriptions, past and to come. */
@ApplicationScoped
class Phases implements PanacheRepositoryBase<PhaseRow, UUID> {
    private final Ids ids;

    Phases(Ids ids) {
        this.ids = ids;
    }

    Uni<PhaseRow> add(TenantId tenant, Move move, String by, Instant now) {
        return persist(PhaseRow.of(tenant, ids.next(), move, by, now));
    }

    /** Those that are in force or were, and are to come, the latest made first; after the given one. */
    Uni<List<PhaseRow>> history(TenantId tenant, @Nullable UUID before, int limit) {
        var newest = before == null ? new UUID(-1, -1) : before;
        return find("tenantId = ?1 and id < ?2 order by id desc", tenant.value(), newest)
                .page(0, limit)
                .list();
    }

    /** Scheduled ones, the next first. */
    Uni<List<PhaseRow>> scheduled(TenantId tenant, Instant now) {
        return list(
                "tenantId = ?1 and withdrawnAt is null and startsAt > ?2 order by startsAt, id", tenant.value(), now);
    }

    /** What is in force by now. */
    Uni<@Nullable PhaseRow> inForce(TenantId tenant, Instant now) {
        return find(
                        "tenantId = ?1 and withdrawnAt is null and startsAt <= ?2 order by startsAt desc, id desc",
                        tenant.value(),
                        now)
                .page(0, 1)
                .firstResult();
    }
}

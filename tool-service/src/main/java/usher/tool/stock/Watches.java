package usher.tool.stock;

import com.fasterxml.jackson.core.JsonPointer;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.OperationId;
import usher.contracts.id.StockWatchId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;
import usher.tool.integration.Integrations;
import usher.tool.integration.connector.IntegrationKind;

/** Keeps tenants' watches. */
@ApplicationScoped
class Watches implements PanacheRepositoryBase<StockWatch, WatchKey> {
    private static final int LONGEST_ARGUMENTS = 10_000;
    private static final UUID FIRST = new UUID(0, 0);

    /** Those who add a watch of one tenant do so one after the other, for together they might be too many. */
    private static final String IN_TURN =
            "select 1 from (select pg_advisory_xact_lock(hashtextextended(:lock, 0))) turn";

    private static final String RISK = """
            select risk from operation
             where tenant_id = :tenant and id = :operation and integration_id = :integration and status = 'active' for share
            """;

    private final Tenancy tenancy;
    private final Integrations integrations;
    private final StockConfig config;
    private final Ids ids;
    private final InstantSource clock;

    Watches(Tenancy tenancy, Integrations integrations, StockConfig config, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.integrations = integrations;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<List<StockWatch>> list(TenantId tenant, @Nullable StockWatchId after, int rows) {
        var from = after == null ? FIRST : after.value();
        return tenancy.in(
                tenant,
                () -> find("key.tenantId = ?1 and key.id > ?2 order by key.id", tenant.value(), from)
                        .range(0, rows - 1)
                        .list());
    }

    Uni<StockWatch> get(TenantId tenant, StockWatchId id) {
        return tenancy.in(tenant, () -> existing(tenant, id, LockModeType.NONE));
    }

    Uni<StockWatch> create(TenantId tenant, SaveWatch wanted) {
        check(wanted);
        var key = new WatchKey(tenant.value(), ids.next());
        return tenancy.in(
                tenant,
                () -> hold(tenant, wanted)
                        .chain(() -> inTurn(tenant))
                        .chain(() -> count("key.tenantId", tenant.value()))
                        .invoke(this::refuseAbove)
                        .chain(() -> persistAndFlush(StockWatch.create(key, wanted, clock.instant()))));
    }

    Uni<StockWatch> change(TenantId tenant, StockWatchId id, SaveWatch wanted) {
        check(wanted);
        return tenancy.in(
                tenant,
                () -> existing(tenant, id, LockModeType.PESSIMISTIC_WRITE)
                        .call(() -> hold(tenant, wanted))
                        .map(found -> found.change(wanted, clock.instant())));
    }

    Uni<Void> delete(TenantId tenant, StockWatchId id) {
        return tenancy.in(
                tenant,
                () -> existing(tenant, id, LockModeType.PESSIMISTIC_WRITE).chain(this::delete));
    }

    private Uni<StockWatch> existing(TenantId tenant, StockWatchId id, LockModeType lock) {
        return findById(WatchKey.of(tenant, id), lock).onItem().ifNull().failWith(Refusal::notFound);
    }

    /** What is watched is there until the transaction ends, and looking at it changes nothing. */
    private Uni<Void> hold(TenantId tenant, SaveWatch wanted) {
        return integrations
                .hold(tenant, wanted.integration())
                .invoke(held -> refuseUnlessShop(held.kind(), wanted))
                .chain(held -> wanted.operation() == null
                        ? Uni.createFrom().voidItem()
                        : hold(tenant, wanted, wanted.operation()));
    }

    private static Uni<Void> hold(TenantId tenant, SaveWatch wanted, OperationId operation) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RISK, String.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("operation", operation.value())
                        .setParameter("integration", wanted.integration().value())
                        .getResultList())
                .invoke(Watches::refuseUnlessRead)
                .replaceWithVoid();
    }

    private static void refuseUnlessRead(List<String> risks) {
        if (risks.isEmpty()) {
            throw Refusal.notFound();
        }
        if (!risks.getFirst().equals("read")) {
            throw Refusal.invalid(
                    "/operation", "not-a-read", "This operation changes something: it cannot be watched by.");
        }
    }

    private static void refuseUnlessShop(IntegrationKind kind, SaveWatch wanted) {
        if (wanted.sku() != null && kind != IntegrationKind.SHOPIFY && kind != IntegrationKind.WOOCOMMERCE) {
            throw Refusal.invalid(
                    "/sku", "not-a-shop", "Only shops are asked by SKU. Name an operation that tells a quantity.");
        }
    }

    private static Uni<Void> inTurn(TenantId tenant) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(IN_TURN, Integer.class)
                        .setParameter("lock", "stock-watch " + tenant)
                        .getSingleResult())
                .replaceWithVoid();
    }

    private void refuseAbove(long watches) {
        if (watches >= config.most()) {
            throw Refusal.conflict(
                    "too-many-watches",
                    "There are " + watches + " watches, and no more are allowed. Delete some first.");
        }
    }

    private static void check(SaveWatch wanted) {
        if ((wanted.sku() == null) == (wanted.operation() == null)) {
            throw Refusal.invalid("/sku", "article-required", "An article is a sku, or what an operation tells.");
        }
        if ((wanted.operation() == null) != (wanted.quantity() == null)) {
            throw Refusal.invalid(
                    "/quantity", "quantity-required", "With an operation, and only then, say where the quantity is.");
        }
        if (wanted.operation() == null && wanted.arguments() != null) {
            throw Refusal.invalid("/arguments", "not-taken", "Only an operation takes arguments.");
        }
        if (wanted.arguments() != null && wanted.arguments().toString().length() > LONGEST_ARGUMENTS) {
            throw Refusal.invalid("/arguments", "too-long", "Arguments have at most 10,000 characters.");
        }
        refuseUnlessPointer(wanted.quantity());
    }

    private static void refuseUnlessPointer(@Nullable String quantity) {
        try {
            JsonPointer.compile(quantity == null ? "" : quantity);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid(
                    "/quantity", "pointer-malformed", "This is a JSON pointer (RFC 6901), for example /data/0/left.");
        }
    }
}

package usher.tool.integration;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.tool.announcement.Announcements;

/** The tools and live sources of a tenant that are operations: who takes away what stands behind tools hears of them first. */
@ApplicationScoped
public class BoundTools {
    private static final String OF_INTEGRATION =
            "operation_id in (select id from operation where tenant_id = :tenant and integration_id = :subject)";
    private static final String OF_OPERATION = "operation_id = :subject";
    private static final String NAMES = """
            select c.name from tenant_tool t join catalog_tool c on c.id = t.tool_id
             where t.tenant_id = :tenant and t.%s order by c.name
            """;
    private static final String DISABLE =
            "update tenant_tool set enabled = false, updated_at = :now where tenant_id = :tenant and enabled and %s";

    private static final String UNGROUND = "delete from live_source where tenant_id = :tenant and %s";

    private final Announcements announcements;

    BoundTools(Announcements announcements) {
        this.announcements = announcements;
    }

    /** Within the transaction that added or deleted an integration: their number is told. */
    Uni<Void> counted(TenantId tenant) {
        return announcements.changed(tenant);
    }

    /** Within the transaction that deletes the integration: refuses while tools use it, or switches those off. */
    Uni<Void> release(TenantId tenant, IntegrationId integration, boolean force, Instant now) {
        return release(new Bound(tenant, integration.value(), OF_INTEGRATION, "integration-in-use"), force, now);
    }

    /** As for an integration. */
    public Uni<Void> release(TenantId tenant, OperationId operation, boolean force, Instant now) {
        return release(new Bound(tenant, operation.value(), OF_OPERATION, "operation-in-use"), force, now);
    }

    private record Bound(TenantId tenant, Object subject, String condition, String code) {}

    private Uni<Void> release(Bound bound, boolean force, Instant now) {
        return names(bound).chain(names -> {
            if (names.isEmpty()) {
                return unground(bound)
                        .chain(many -> many == 0 ? Uni.createFrom().voidItem() : announcements.changed(bound.tenant()));
            }
            if (!force) {
                throw Refusal.conflict(
                                bound.code(),
                                "Tools use this. Take it from them first, or pass force=true to switch them off.")
                        .with("tools", names);
            }
            return disable(bound, now).chain(() -> unground(bound)).chain(() -> announcements.changed(bound.tenant()));
        });
    }

    private static Uni<List<String>> names(Bound bound) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NAMES.formatted(bound.condition()), String.class)
                        .setParameter("tenant", bound.tenant().value())
                        .setParameter("subject", bound.subject())
                        .getResultList());
    }

    /** Answers are not grounded any more on what goes. */
    private static Uni<Integer> unground(Bound bound) {
        return Panache.getSession()
                .call(session -> session.flush())
                .chain(session -> session.createNativeQuery(UNGROUND.formatted(bound.condition()))
                        .setParameter("tenant", bound.tenant().value())
                        .setParameter("subject", bound.subject())
                        .executeUpdate());
    }

    private static Uni<Integer> disable(Bound bound, Instant now) {
        return Panache.getSession()
                .call(session -> session.flush())
                .chain(session -> session.createNativeQuery(DISABLE.formatted(bound.condition()))
                        .setParameter("tenant", bound.tenant().value())
                        .setParameter("subject", bound.subject())
                        .setParameter("now", now)
                        .executeUpdate());
    }
}

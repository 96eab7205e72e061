package usher.tool.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.tool.announcement.Announcements;
import usher.tool.integration.ObjectColumn;

/** Keeps which operations of a tenant ground answers; each change is announced in its own transaction. */
@ApplicationScoped
class LiveSources implements PanacheRepositoryBase<StoredSource, SourceKey> {
    private static final int MOST = 20;
    /** Held until the end of the transaction, so that it neither goes nor begins to change something meanwhile. */
    private static final String OPERATION = """
            select o.risk, o.parameters
              from operation o join integration i on i.tenant_id = o.tenant_id and i.id = o.integration_id
             where o.tenant_id = :tenant and o.id = :operation and o.integration_id = :integration
               and o.status = 'active' and i.deleted_at is null
               for share of o, i
            """;

    private final Tenancy tenancy;
    private final Announcements announcements;
    private final ObjectMapper json;
    private final InstantSource clock;

    LiveSources(Tenancy tenancy, Announcements announcements, ObjectMapper json, InstantSource clock) {
        this.tenancy = tenancy;
        this.announcements = announcements;
        this.json = json;
        this.clock = clock;
    }

    /** An operation of one integration; each act on it finds it by both. */
    record Which(TenantId tenant, IntegrationId integration, OperationId operation) {
        SourceKey key() {
            return SourceKey.of(tenant, operation);
        }
    }

    Uni<LiveSourceView> get(Which which) {
        return tenancy.in(
                which.tenant(),
                () -> operation(which).chain(held -> existing(which)).map(this::view));
    }

    Uni<LiveSourceView> save(Which which, SaveLiveSource wanted) {
        return tenancy.in(
                which.tenant(),
                () -> operation(which)
                        .invoke(held -> check(held, wanted))
                        .chain(held -> findById(which.key()))
                        .chain(found -> found == null
                                ? create(which, wanted)
                                : Uni.createFrom().item(found.change(tree(wanted), clock.instant())))
                        .call(saved -> flush())
                        .call(saved -> announcements.changed(which.tenant()))
                        .map(this::view));
    }

    Uni<Void> delete(Which which) {
        return tenancy.in(
                which.tenant(),
                () -> operation(which)
                        .chain(held -> existing(which))
                        .chain(this::delete)
                        .call(() -> flush())
                        .call(() -> announcements.changed(which.tenant())));
    }

    private Uni<StoredSource> create(Which which, SaveLiveSource wanted) {
        return count("key.tenantId", which.tenant().value())
                .invoke(many -> {
                    if (many >= MOST) {
                        throw Refusal.conflict(
                                "too-many-live-sources",
                                "At most " + MOST + " operations ground the answers of a tenant.");
                    }
                })
                .chain(many -> persist(StoredSource.create(which.key(), tree(wanted), clock.instant())));
    }

    private static void check(Object[] operation, SaveLiveSource wanted) {
        if (!operation[0].equals("read")) {
            throw Refusal.invalid("/risk", "not-a-read", "Only what reads is asked while a question is answered.");
        }
        SourceRules.check(wanted, ObjectColumn.read((String) operation[1]));
    }

    private static Uni<Object[]> operation(Which which) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OPERATION, Object[].class)
                        .setParameter("tenant", which.tenant().value())
                        .setParameter("operation", which.operation().value())
                        .setParameter("integration", which.integration().value())
                        .getResultList())
                .map(LiveSources::only);
    }

    private static Object[] only(List<Object[]> found) {
        if (found.isEmpty()) {
            throw Refusal.notFound();
        }
        return found.getFirst();
    }

    private Uni<StoredSource> existing(Which which) {
        return findById(which.key()).onItem().ifNull().failWith(Refusal::notFound);
    }

    private ObjectNode tree(SaveLiveSource wanted) {
        return json.valueToTree(wanted);
    }

    private LiveSourceView view(StoredSource stored) {
        return LiveSourceView.of(
                new OperationId(stored.key.operationId()), read(stored.source), stored.createdAt, stored.updatedAt);
    }

    private SaveLiveSource read(ObjectNode source) {
        try {
            return json.treeToValue(source, SaveLiveSource.class);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("A stored source can be read", foreign);
        }
    }
}

package usher.tool.operation;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;
import usher.tool.argument.ParameterSchemas;
import usher.tool.integration.BoundTools;
import usher.tool.integration.Integrations;
import usher.tool.integration.Integrations.Held;
import usher.tool.integration.connector.Connectors;
import usher.tool.integration.connector.Objections;

/** Keeps the operations of tenants' integrations. */
@ApplicationScoped
public class Operations implements PanacheRepositoryBase<StoredOperation, OperationKey> {
    private static final int LONGEST_DEFINITION = 20_000;
    private static final String OF_INTEGRATION =
            "key.tenantId = ?1 and integrationId = ?2 and status = 'active' and key.id > ?3 order by key.id";

    private final Tenancy tenancy;
    private final Integrations integrations;
    private final Connectors connectors;
    private final ParameterSchemas schemas;
    private final BoundTools tools;
    private final Risks risks;
    private final Ids ids;
    private final InstantSource clock;

    Operations(
            Tenancy tenancy,
            Integrations integrations,
            Connectors connectors,
            ParameterSchemas schemas,
            BoundTools tools,
            Risks risks,
            Ids ids,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.integrations = integrations;
        this.connectors = connectors;
        this.schemas = schemas;
        this.tools = tools;
        this.risks = risks;
        this.ids = ids;
        this.clock = clock;
    }

    /** An operation of one integration; each act on it finds it by both. */
    record Which(TenantId tenant, IntegrationId integration, OperationId id) {}

    Uni<List<StoredOperation>> list(TenantId tenant, IntegrationId integration, @Nullable OperationId after, int rows) {
        var from = after == null ? new UUID(0, 0) : after.value();
        return tenancy.in(
                tenant,
                () -> integrations
                        .hold(tenant, integration)
                        .chain(held -> find(OF_INTEGRATION, tenant.value(), integration.value(), from)
                                .range(0, rows - 1)
                                .list()));
    }

    Uni<StoredOperation> get(Which which) {
        return tenancy.in(
                which.tenant(),
                () -> integrations
                        .hold(which.tenant(), which.integration())
                        .chain(held -> existing(which, LockModeType.NONE)));
    }

    Uni<StoredOperation> create(TenantId tenant, IntegrationId integration, SaveOperation wanted) {
        check(wanted);
        var key = new OperationKey(tenant.value(), ids.next());
        return tenancy.in(
                        tenant,
                        () -> integrations
                                .hold(tenant, integration)
                                .invoke(held -> judge(held, wanted))
                                .chain(held -> persistAndFlush(
                                        StoredOperation.create(key, integration, wanted, clock.instant()))))
                .onFailure(Operations::isDuplicate)
                .transform(taken -> nameTaken());
    }

    /** Which of these names operations of the integration have; within a transaction. */
    public Uni<Set<String>> taken(TenantId tenant, IntegrationId integration, Collection<String> names) {
        return find(
                        "key.tenantId = ?1 and integrationId = ?2 and status = 'active' and name in ?3",
                        tenant.value(),
                        integration.value(),
                        List.copyOf(names))
                .list()
                .map(found -> found.stream().map(operation -> operation.name).collect(Collectors.toSet()));
    }

    /** What there is against an operation of such an integration, in a sentence; pure, no network. */
    public Optional<String> fault(Held held, SaveOperation wanted) {
        try {
            check(wanted);
            judge(held, wanted);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.sentence());
        }
    }

    /** An operation without {@link #fault}, within the caller's transaction, which holds the integration. */
    public Uni<OperationId> add(TenantId tenant, IntegrationId integration, SaveOperation wanted) {
        var key = new OperationKey(tenant.value(), ids.next());
        return persist(StoredOperation.create(key, integration, wanted, clock.instant()))
                .replaceWith(new OperationId(key.id()));
    }

    Uni<StoredOperation> change(Which which, SaveOperation wanted) {
        check(wanted);
        return tenancy.in(
                        which.tenant(),
                        () -> integrations
                                .hold(which.tenant(), which.integration())
                                .invoke(held -> judge(held, wanted))
                                .chain(held -> existing(which, LockModeType.PESSIMISTIC_WRITE))
                                .call(found -> risks.refuseAboveTools(which.tenant(), which.id(), wanted.risk()))
                                .invoke(found -> found.change(wanted, clock.instant()))
                                .call(found -> flush()))
                .onFailure(Operations::isDuplicate)
                .transform(taken -> nameTaken());
    }

    Uni<Void> delete(Which which, boolean force) {
        var now = clock.instant();
        return tenancy.in(
                which.tenant(),
                () -> integrations
                        .hold(which.tenant(), which.integration())
                        .chain(held -> existing(which, LockModeType.PESSIMISTIC_WRITE))
                        .call(() -> tools.release(which.tenant(), which.id(), force, now))
                        .invoke(found -> found.delete(now))
                        .replaceWithVoid());
    }

    private Uni<StoredOperation> existing(Which which, LockModeType lock) {
        return findById(OperationKey.of(which.tenant(), which.id()), lock).map(found -> {
            if (found == null
                    || !found.status.equals(StoredOperation.ACTIVE)
                    || !found.integrationId.equals(which.integration().value())) {
                throw Refusal.notFound();
            }
            return found;
        });
    }

    private void judge(Held held, SaveOperation wanted) {
        Objections.refuse(connectors.of(held.kind()).judge(held.settings(), wanted.definition(), wanted.parameters()));
    }

    private void check(SaveOperation wanted) {
        if (wanted.definition().toString().length() > LONGEST_DEFINITION) {
            throw Refusal.invalid("/definition", "too-long", "A definition has at most 20,000 characters.");
        }
        if (wanted.cacheSeconds() > 0 && !wanted.risk().equals(SaveOperation.READ)) {
            throw Refusal.invalid("/cache_seconds", "not-a-read", "Only what reads can be remembered.");
        }
        schemas.fault(wanted.parameters()).ifPresent(fault -> {
            throw Refusal.invalid("/parameters", "schema-invalid", fault);
        });
    }

    private static boolean isDuplicate(Throwable failure) {
        return failure instanceof ConstraintViolationException violation && "23505".equals(violation.getSQLState());
    }

    private static Refusal nameTaken() {
        return Refusal.conflict("operation-name-taken", "This integration has an operation with this name already.");
    }
}

package usher.tool.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;
import usher.tool.allowance.Allowances;
import usher.tool.allowance.Counted;
import usher.tool.integration.connector.Connectors;
import usher.tool.integration.connector.IntegrationKind;
import usher.tool.integration.connector.Link;
import usher.tool.integration.connector.Objections;
import usher.tool.integration.connector.OfferedOperation;

/** Keeps tenants' integrations. No transaction is open while another system is asked. */
@ApplicationScoped
public class Integrations implements PanacheRepositoryBase<Integration, IntegrationKey> {
    private static final int LONGEST_SETTINGS = 10_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final Tenancy tenancy;
    private final Connectors connectors;
    private final SealedCredentials seal;
    private final BoundTools tools;
    private final Allowances allowances;
    private final Ids ids;
    private final InstantSource clock;

    Integrations(
            Tenancy tenancy,
            Connectors connectors,
            SealedCredentials seal,
            BoundTools tools,
            Allowances allowances,
            Ids ids,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.connectors = connectors;
        this.seal = seal;
        this.tools = tools;
        this.allowances = allowances;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<List<Integration>> list(TenantId tenant, @Nullable IntegrationId after, int rows) {
        var from = after == null ? FIRST : after.value();
        return tenancy.in(
                tenant,
                () -> find(
                                "key.tenantId = ?1 and deletedAt is null and key.id > ?2 order by key.id",
                                tenant.value(),
                                from)
                        .range(0, rows - 1)
                        .list());
    }

    Uni<Integration> get(TenantId tenant, IntegrationId id) {
        return tenancy.in(tenant, () -> existing(tenant, id, LockModeType.NONE));
    }

    Uni<Integration> create(TenantId tenant, CreateIntegration wanted) {
        judge(wanted.kind(), wanted.settings(), wanted.credentials().keySet());
        var key = new IntegrationKey(tenant.value(), ids.next());
        var sealed = seal.seal(tenant, wanted.credentials());
        return tenancy.in(
                        tenant,
                        () -> allowances
                                .take(tenant, Counted.INTEGRATIONS)
                                .chain(() -> persistAndFlush(Integration.create(key, wanted, sealed, clock.instant())))
                                .call(() -> tools.counted(tenant)))
                .onFailure(Integrations::isDuplicate)
                .transform(taken -> nameTaken());
    }

    Uni<Integration> change(TenantId tenant, IntegrationId id, ChangeIntegration wanted) {
        return tenancy.in(
                        tenant,
                        () -> existing(tenant, id, LockModeType.PESSIMISTIC_WRITE)
                                .invoke(found -> apply(tenant, found, wanted))
                                .call(found -> flush()))
                .onFailure(Integrations::isDuplicate)
                .transform(taken -> nameTaken());
    }

    /** Gone with its credentials and its operations; tools that use it are switched off, if that is wanted. */
    Uni<Void> delete(TenantId tenant, IntegrationId id, boolean force) {
        var now = clock.instant();
        return tenancy.in(
                tenant,
                () -> existing(tenant, id, LockModeType.PESSIMISTIC_WRITE)
                        .call(() -> tools.release(tenant, id, force, now))
                        .invoke(found -> found.delete(now))
                        .call(() -> tools.counted(tenant))
                        .replaceWithVoid());
    }

    /** What came of it is stored, unless what was tested is not what there is any more. */
    Uni<Integration> test(TenantId tenant, IntegrationId id) {
        return link(tenant, id)
                .chain(link -> connectors
                        .test(link)
                        .chain(health -> tenancy.in(
                                tenant,
                                () -> existing(tenant, id, LockModeType.PESSIMISTIC_WRITE)
                                        .invoke(found -> {
                                            if (found.version == link.version()) {
                                                found.tested(health, clock.instant());
                                            }
                                        }))));
    }

    public Uni<List<OfferedOperation>> offers(TenantId tenant, IntegrationId id) {
        return link(tenant, id).chain(connectors::offers);
    }

    /** Kind and settings, held until the caller's transaction ends so that they are not deleted under its operation. */
    public Uni<Held> hold(TenantId tenant, IntegrationId id) {
        return existing(tenant, id, LockModeType.PESSIMISTIC_READ).map(found -> new Held(found.kind(), found.settings));
    }

    /** What operations are judged by. */
    public record Held(IntegrationKind kind, ObjectNode settings) {}

    /** For an act of the tenant's people, whether it is switched on or not; calls take {@link Links}. */
    public Uni<Link> link(TenantId tenant, IntegrationId id) {
        return get(tenant, id)
                .map(found -> new Link(
                        tenant,
                        id,
                        found.kind(),
                        found.version,
                        found.settings,
                        seal.open(tenant, String.valueOf(found.sealedCredentials))));
    }

    /** Who could change the settings and keep the credentials could have those sent to an address of his own. */
    private void apply(TenantId tenant, Integration found, ChangeIntegration wanted) {
        var given = wanted.credentials();
        boolean moved = !found.settings.equals(wanted.settings());
        if (given == null && moved && !found.credentials().isEmpty()) {
            throw Refusal.invalid(
                    "/credentials", "credentials-required", "With other settings the credentials are given again.");
        }
        judge(found.kind(), wanted.settings(), given == null ? found.credentials() : given.keySet());
        found.rename(wanted.name(), wanted.enabled(), clock.instant());
        if (moved || given != null) {
            found.connect(wanted.settings(), clock.instant());
        }
        if (given != null) {
            found.enter(seal.seal(tenant, given), given.keySet());
        }
    }

    private void judge(IntegrationKind kind, ObjectNode settings, Set<String> credentials) {
        if (settings.toString().length() > LONGEST_SETTINGS) {
            throw Refusal.invalid("/settings", "too-long", "Settings have at most 10,000 characters.");
        }
        Objections.refuse(connectors.of(kind).judge(settings, credentials));
    }

    private Uni<Integration> existing(TenantId tenant, IntegrationId id, LockModeType lock) {
        return findById(IntegrationKey.of(tenant, id), lock).map(found -> {
            if (found == null || found.deletedAt != null) {
                throw Refusal.notFound();
            }
            return found;
        });
    }

    private static boolean isDuplicate(Throwable failure) {
        return failure instanceof ConstraintViolationException violation && "23505".equals(violation.getSQLState());
    }

    private static Refusal nameTaken() {
        return Refusal.conflict("integration-name-taken", "There is an integration with this name already.");
    }
}

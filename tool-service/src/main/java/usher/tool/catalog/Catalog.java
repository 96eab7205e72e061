package usher.tool.catalog;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;
import usher.tool.announcement.Announcements;
import usher.tool.argument.ParameterSchemas;

/**
 * Keeps the catalogue: tools that all tenants share, whose {@code owner} is null, and tools of one tenant. A change is announced
 * to every tenant that has the tool, in the transaction of the change.
 */
@ApplicationScoped
public class Catalog implements PanacheRepositoryBase<CatalogTool, UUID> {
    private static final String SHARED = "status = 'active' and id > ?1 and tenantId is null order by id";
    private static final String OWN = "status = 'active' and id > ?1 and tenantId = ?2 order by id";

    private final Tenancy tenancy;
    private final Announcements announcements;
    private final ParameterSchemas schemas;
    private final Ids ids;
    private final InstantSource clock;

    Catalog(Tenancy tenancy, Announcements announcements, ParameterSchemas schemas, Ids ids, InstantSource clock) {
        this.tenancy = tenancy;
        this.announcements = announcements;
        this.schemas = schemas;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The name of a tool that is shared or this tenant's own; refuses when there is none, and keeps it from changing until the
     * caller's transaction ends: whoever connects a tool and whoever changes it must each see the other, or a tenant would be
     * left with an old snapshot.
     */
    public Uni<String> hold(TenantId tenant, ToolId tool) {
        return findById(tool.value(), LockModeType.PESSIMISTIC_READ)
                .map(found -> active(found, found != null && found.tenantId == null ? null : tenant).name);
    }

    /** Names by id, those of deleted tools too; within a transaction. */
    public Uni<Map<UUID, String>> names(List<UUID> tools) {
        return list("id in ?1", tools).map(found -> found.stream().collect(Collectors.toMap(t -> t.id, t -> t.name)));
    }

    /** Which of these names the tenant could not give to a tool of its own; within a transaction. */
    public Uni<Set<String>> taken(TenantId owner, Collection<String> names) {
        return find(
                        "status = 'active' and name in ?1 and (tenantId is null or tenantId = ?2)",
                        List.copyOf(names),
                        owner.value())
                .list()
                .map(found -> found.stream().map(tool -> tool.name).collect(Collectors.toSet()));
    }

    /**
     * A tool of the tenant's own, within the caller's transaction, which announces it. Its name was not {@link #taken}, and its
     * parameters are those of an operation, which were judged as such.
     */
    public Uni<ToolId> add(TenantId owner, SaveCatalogTool wanted) {
        return persist(CatalogTool.create(ids.next(), owner, wanted, clock.instant()))
                .map(tool -> new ToolId(tool.id));
    }

    Uni<List<CatalogTool>> list(@Nullable TenantId owner, @Nullable ToolId after, int rows) {
        var from = after == null ? new UUID(0, 0) : after.value();
        return within(
                owner,
                () -> (owner == null ? find(SHARED, from) : find(OWN, from, owner.value()))
                        .range(0, rows - 1)
                        .list());
    }

    Uni<CatalogTool> get(@Nullable TenantId owner, ToolId tool) {
        return within(owner, () -> findById(tool.value()).map(found -> active(found, owner)));
    }

    Uni<CatalogTool> create(@Nullable TenantId owner, SaveCatalogTool wanted) {
        check(wanted);
        return within(
                        owner,
                        () -> refuseTakenName(owner, wanted.name(), null)
                                .chain(() -> persist(CatalogTool.create(ids.next(), owner, wanted, clock.instant()))))
                .onFailure(Catalog::isDuplicate)
                .transform(raced -> nameTaken());
    }

    Uni<CatalogTool> change(@Nullable TenantId owner, ToolId tool, SaveCatalogTool wanted) {
        check(wanted);
        return changing(
                owner,
                tool,
                found -> refuseTakenName(owner, wanted.name(), tool)
                        .replaceWith(() -> found.change(wanted, clock.instant())));
    }

    Uni<CatalogTool> delete(@Nullable TenantId owner, ToolId tool) {
        return changing(owner, tool, found -> {
            found.delete(clock.instant());
            return Uni.createFrom().item(found);
        });
    }

    private Uni<CatalogTool> changing(
            @Nullable TenantId owner, ToolId tool, Function<CatalogTool, Uni<CatalogTool>> change) {
        return within(
                        owner,
                        () -> findById(tool.value(), LockModeType.PESSIMISTIC_WRITE)
                                .chain(found -> change.apply(active(found, owner)))
                                .call(changed -> flush())
                                .call(changed ->
                                        owner == null ? announcements.changed(tool) : announcements.changed(owner)))
                .onFailure(Catalog::isDuplicate)
                .transform(raced -> nameTaken());
    }

    private <T> Uni<T> within(@Nullable TenantId owner, Supplier<Uni<T>> work) {
        return owner == null ? tenancy.across(work) : tenancy.in(owner, work);
    }

    private static CatalogTool active(@Nullable CatalogTool found, @Nullable TenantId owner) {
        if (found == null
                || !found.status.equals(CatalogTool.ACTIVE)
                || !Objects.equals(found.tenantId, value(owner))) {
            throw Refusal.notFound();
        }
        return found;
    }

    /** A model tells tools by their names: a tenant's own may not be called like a shared one. */
    private Uni<Void> refuseTakenName(@Nullable TenantId owner, String name, @Nullable ToolId except) {
        return find("status = 'active' and name = ?1 and (tenantId is null or tenantId = ?2)", name, value(owner))
                .firstResult()
                .invoke(taken -> {
                    if (taken != null && (except == null || !taken.id.equals(except.value()))) {
                        throw nameTaken();
                    }
                })
                .replaceWithVoid();
    }

    /** Whether a row was refused because there is such a row already (SQLSTATE 23505): somebody else was faster. */
    public static boolean isDuplicate(Throwable failure) {
        return failure instanceof ConstraintViolationException violation && "23505".equals(violation.getSQLState());
    }

    private static Refusal nameTaken() {
        return Refusal.conflict("tool-name-taken", "There is a tool with this name already.");
    }

    private static @Nullable UUID value(@Nullable TenantId owner) {
        return owner == null ? null : owner.value();
    }

    private void check(SaveCatalogTool wanted) {
        schemas.fault(wanted.parameters()).ifPresent(fault -> {
            throw Refusal.invalid("/parameters", "schema-invalid", fault);
        });
    }
}

package usher.tool.catalog;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ToolId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;
import usher.tool.announcement.Announcements;
import usher.tool.argument.ParameterSchemas;

/** Keeps the catalogue. A change is announced to every tenant that has the tool, in the transaction of the change. */
@ApplicationScoped
public class Catalog implements PanacheRepositoryBase<CatalogTool, UUID> {
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
     * The name of a tool; refuses unless the catalogue has it, and keeps it from changing until the caller's transaction ends: whoever
     * connects a tool and whoever changes it must each see the other, or a tenant would be left with an old snapshot.
     */
    public Uni<String> hold(ToolId tool) {
        return active(tool, LockModeType.PESSIMISTIC_READ).map(found -> found.name);
    }

    /** Names by id, those of deleted tools too; within a transaction. */
    public Uni<Map<UUID, String>> names(List<UUID> tools) {
        return list("id in ?1", tools).map(found -> found.stream().collect(Collectors.toMap(t -> t.id, t -> t.name)));
    }

    Uni<List<CatalogTool>> list(@Nullable ToolId after, int rows) {
        return tenancy.across(() -> (after == null
                        ? find("status = ?1 order by id", CatalogTool.ACTIVE)
                        : find("status = ?1 and id > ?2 order by id", CatalogTool.ACTIVE, after.value()))
                .range(0, rows - 1)
                .list());
    }

    Uni<CatalogTool> get(ToolId tool) {
        return tenancy.across(() -> active(tool, LockModeType.NONE));
    }

    Uni<CatalogTool> create(SaveCatalogTool wanted) {
        check(wanted);
        return tenancy.across(() -> refuseTakenName(wanted.name(), null)
                        .chain(() -> persist(CatalogTool.create(ids.next(), wanted, clock.instant()))))
                .onFailure(Catalog::isDuplicate)
                .transform(raced -> nameTaken());
    }

    Uni<CatalogTool> change(ToolId tool, SaveCatalogTool wanted) {
        check(wanted);
        return changing(
                tool,
                found -> refuseTakenName(wanted.name(), tool).replaceWith(() -> found.change(wanted, clock.instant())));
    }

    Uni<CatalogTool> delete(ToolId tool) {
        return changing(tool, found -> {
            found.delete(clock.instant());
            return Uni.createFrom().item(found);
        });
    }

    private Uni<CatalogTool> changing(ToolId tool, Function<CatalogTool, Uni<CatalogTool>> change) {
        return tenancy.across(() -> active(tool, LockModeType.PESSIMISTIC_WRITE)
                        .chain(change::apply)
                        .call(changed -> flush())
                        .call(changed -> announcements.changed(tool)))
                .onFailure(Catalog::isDuplicate)
                .transform(raced -> nameTaken());
    }

    private Uni<CatalogTool> active(ToolId tool, LockModeType lock) {
        return findById(tool.value(), lock).map(found -> {
            if (found == null || !found.status.equals(CatalogTool.ACTIVE)) {
                throw Refusal.notFound();
            }
            return found;
        });
    }

    private Uni<Void> refuseTakenName(String name, @Nullable ToolId except) {
        return find("status = ?1 and name = ?2", CatalogTool.ACTIVE, name)
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

    private void check(SaveCatalogTool wanted) {
        schemas.fault(wanted.parameters()).ifPresent(fault -> {
            throw Refusal.invalid("/parameters", "schema-invalid", fault);
        });
    }
}

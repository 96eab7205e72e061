package usher.tool.operation;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.kit.problem.Refusal;

/**
 * What a tool's risk promises, its operation keeps: whether a visitor is asked first is decided by the tool, so nothing that
 * spends money may stand behind one that looks.
 */
@ApplicationScoped
public class Risks {
    private static final String RANK = "array_position(array['read', 'write', 'money'], %s)";
    private static final String RISKS = """
            select o.risk, %s <= %s
              from operation o
              join integration i on i.tenant_id = o.tenant_id and i.id = o.integration_id
              join catalog_tool c on c.id = :tool
             where o.tenant_id = :tenant and o.id = :operation and o.status = 'active' and i.deleted_at is null
               for share of o, i
            """.formatted(RANK.formatted("o.risk"), RANK.formatted("c.risk"));
    private static final String GROUNDS =
            "select l.operation_id from live_source l where l.tenant_id = :tenant and l.operation_id = :operation";
    private static final String TOOLS_BELOW =
            """
            select c.name from tenant_tool t join catalog_tool c on c.id = t.tool_id
             where t.tenant_id = :tenant and t.operation_id = :operation and %s < %s
             order by c.name
            """.formatted(RANK.formatted("c.risk"), RANK.formatted("cast(:risk as text)"));

    /** Within the transaction that binds a tool: refuses unless the operation is there and may stand for it; it stays so until the end. */
    public Uni<Void> hold(TenantId tenant, OperationId operation, ToolId tool) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(RISKS, Object[].class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("operation", operation.value())
                        .setParameter("tool", tool.value())
                        .getResultList())
                .invoke(Risks::refuseUnlessFit)
                .replaceWithVoid();
    }

    private static void refuseUnlessFit(List<Object[]> found) {
        if (found.isEmpty()) {
            throw Refusal.invalid("/operation", "operation-unknown", "There is no such operation.");
        }
        if (!(boolean) found.getFirst()[1]) {
            throw Refusal.invalid(
                    "/operation",
                    "risk-too-high",
                    "This operation can do more than the tool says it does: its risk is " + found.getFirst()[0] + ".");
        }
    }

    /** Within the transaction that changes an operation. */
    Uni<Void> refuseAboveTools(TenantId tenant, OperationId operation, String risk) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TOOLS_BELOW, String.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("operation", operation.value())
                        .setParameter("risk", risk)
                        .getResultList())
                .invoke(names -> {
                    if (!names.isEmpty()) {
                        throw Refusal.conflict("risk-too-high", "Tools that do less use this operation.")
                                .with("tools", names);
                    }
                })
                .chain(names -> risk.equals(SaveOperation.READ)
                        ? Uni.createFrom().voidItem()
                        : refuseWhileItGrounds(tenant, operation));
    }

    /** What is asked while a question is answered must not change anything. */
    private static Uni<Void> refuseWhileItGrounds(TenantId tenant, OperationId operation) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(GROUNDS, UUID.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("operation", operation.value())
                        .getResultList())
                .invoke(found -> {
                    if (!found.isEmpty()) {
                        throw Refusal.conflict(
                                "operation-grounds-answers",
                                "Answers are grounded on this operation, so it may only read. Take that from it first.");
                    }
                })
                .replaceWithVoid();
    }
}

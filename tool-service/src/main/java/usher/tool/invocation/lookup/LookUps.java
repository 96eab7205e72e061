package usher.tool.invocation.lookup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.tool.integration.ObjectColumn;

/** Keeps which operation says what became of another. */
@ApplicationScoped
class LookUps {
    private static final int LONGEST = 10_000;

    /** Operation $3 of integration $2, held so that neither it nor its integration goes meanwhile. */
    private static final String OPERATION = """
            select o.risk, o.parameters
              from operation o join integration i on i.tenant_id = o.tenant_id and i.id = o.integration_id
             where o.tenant_id = $1 and o.integration_id = $2 and o.id = $3 and o.status = 'active'
               and i.deleted_at is null
               for share of o, i
            """;

    private static final String GET = "select look_up from look_up where tenant_id = $1 and operation_id = $2";
    private static final String SAVE = """
            insert into look_up (tenant_id, operation_id, look_up) values ($1, $2, $3)
            on conflict (tenant_id, operation_id) do update set look_up = excluded.look_up
            """;
    private static final String DELETE = "delete from look_up where tenant_id = $1 and operation_id = $2";

    private final Tenancy tenancy;
    private final ObjectMapper json;

    LookUps(Tenancy tenancy, ObjectMapper json) {
        this.tenancy = tenancy;
        this.json = json;
    }

    /** An operation of one integration; each act on it finds it by both. */
    record Which(TenantId tenant, IntegrationId integration, OperationId operation) {
        private Tuple key() {
            return Tuple.of(tenant.value(), operation.value());
        }
    }

    Uni<SaveLookUp> get(Which which) {
        return tenancy.sql(
                which.tenant(),
                connection -> operation(connection, which, which.operation())
                        .map(held -> held.orElseThrow(Refusal::notFound))
                        .chain(held -> connection.preparedQuery(GET).execute(which.key()))
                        .map(rows -> first(rows).orElseThrow(Refusal::notFound))
                        .map(row -> view(row.getString("look_up"))));
    }

    Uni<SaveLookUp> save(Which which, SaveLookUp wanted) {
        return tenancy.sql(
                which.tenant(),
                connection -> operation(connection, which, which.operation())
                        .invoke(act -> check(act.orElseThrow(Refusal::notFound), wanted))
                        .chain(act -> operation(connection, which, wanted.operation())
                                .invoke(reading -> check(reading, act.orElseThrow(Refusal::notFound), wanted)))
                        .chain(held -> connection
                                .preparedQuery(SAVE)
                                .execute(Tuple.of(
                                        which.tenant().value(),
                                        which.operation().value(),
                                        json.valueToTree(wanted).toString())))
                        .replaceWith(wanted));
    }

    Uni<Void> delete(Which which) {
        return tenancy.sql(
                which.tenant(),
                connection -> operation(connection, which, which.operation())
                        .map(held -> held.orElseThrow(Refusal::notFound))
                        .chain(held -> connection.preparedQuery(DELETE).execute(which.key()))
                        .invoke(rows -> {
                            if (rows.rowCount() == 0) {
                                throw Refusal.notFound();
                            }
                        })
                        .replaceWithVoid());
    }

    private static void check(Row act, SaveLookUp wanted) {
        if (act.getString("risk").equals("read")) {
            throw Refusal.conflict("nothing-to-look-up", "This operation only reads, so it may simply be asked again.");
        }
        if (wanted.arguments().toString().length() > LONGEST) {
            throw Refusal.invalid("/arguments", "too-long", "Arguments have at most 10,000 characters.");
        }
    }

    private static void check(Optional<Row> found, Row act, SaveLookUp wanted) {
        var reading = found.orElseThrow(
                () -> Refusal.invalid("/operation", "operation-unknown", "This integration has no such operation."));
        if (!reading.getString("risk").equals("read")) {
            throw Refusal.invalid("/operation", "not-a-read", "What became of a call is found out by reading alone.");
        }
        var known = names(reading);
        wanted.arguments().fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Refusal.invalid(
                        "/arguments/" + name, "parameter-unknown", "The look-up has no parameter " + name + ".");
            }
        });
        var ofTheCall = names(act);
        for (var name : LookUp.named(wanted.arguments())) {
            if (!ofTheCall.contains(name)) {
                throw Refusal.invalid(
                        "/arguments", "parameter-unknown", "The operation itself has no parameter " + name + ".");
            }
        }
        ObjectColumn.read(reading.getString("parameters")).path("required").forEach(required -> {
            if (!wanted.arguments().has(required.asText())) {
                throw Refusal.invalid(
                        "/arguments",
                        "parameter-missing",
                        "The look-up needs " + required.asText() + ", which nothing fills.");
            }
        });
    }

    private static HashSet<String> names(Row operation) {
        var names = new HashSet<String>();
        ObjectColumn.read(operation.getString("parameters"))
                .path("properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private static Uni<Optional<Row>> operation(SqlConnection connection, Which which, OperationId operation) {
        return connection
                .preparedQuery(OPERATION)
                .execute(Tuple.of(which.tenant().value(), which.integration().value(), operation.value()))
                .map(LookUps::first);
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        var each = rows.iterator();
        return each.hasNext() ? Optional.of(each.next()) : Optional.empty();
    }

    private static SaveLookUp view(String stored) {
        ObjectNode tree = ObjectColumn.read(stored);
        return new SaveLookUp(
                OperationId.fromString(tree.path("operation").asText()),
                (ObjectNode) tree.get("arguments"),
                tree.path("found").asText());
    }
}

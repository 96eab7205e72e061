package usher.tool.invocation.lookup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.InvocationId;
import usher.contracts.id.OperationId;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;
import usher.tool.integration.ObjectColumn;
import usher.tool.target.Call;

/**
 * Notes calls that may have to be looked up, before they are made: a replica that dies in the middle leaves nobody who could say later what
 * it wanted. What is noted is what to ask, sealed, and it goes when the call is known to have ended well or badly.
 */
@ApplicationScoped
public class Doubts {
    /** What storing the outcome may take beyond a call's own time. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final String LOOK_UP = """
            select l.look_up, t.operation_arguments
              from look_up l
              left join tenant_tool t on t.tenant_id = l.tenant_id and t.tool_id = $3 and t.operation_id = l.operation_id
             where l.tenant_id = $1 and l.operation_id = $2
            """;
    private static final String NOTE = """
            insert into doubt (tenant_id, invocation_id, operation_id, found, sealed_question, looks, next_look_at)
            values ($1, $2, $3, $4, $5, 0, $6)
            on conflict do nothing
            """;

    private final Tenancy tenancy;
    private final Sealer sealer;
    private final InstantSource clock;

    Doubts(Tenancy tenancy, Sealer sealer, InstantSource clock) {
        this.tenancy = tenancy;
        this.sealer = sealer;
        this.clock = clock;
    }

    /**
     * Before a call that changes something by this operation is made; nothing when nobody has said how to look it up. {@code unsure} says
     * that an earlier attempt may have done the work.
     */
    public Uni<Void> note(InvocationId invocation, Call call, OperationId operation, boolean unsure) {
        return tenancy.sql(
                call.tenant(),
                connection -> connection
                        .preparedQuery(LOOK_UP)
                        .execute(Tuple.of(
                                call.tenant().value(),
                                operation.value(),
                                call.tool().value()))
                        .chain(rows -> {
                            var found = rows.iterator();
                            return found.hasNext()
                                    ? note(connection, invocation, call, unsure, found.next())
                                    : Uni.createFrom().voidItem();
                        }));
    }

    private Uni<Void> note(SqlConnection connection, InvocationId invocation, Call call, boolean unsure, Row row) {
        var lookUp = LookUp.of(ObjectColumn.read(row.getString("look_up")));
        var given = renamed(call.arguments(), row.getString("operation_arguments"));
        var question = lookUp.after(given, call.key(), call.id().toString());
        return question.isEmpty() || unsure && lookUp.tellsAttemptsApart()
                ? Uni.createFrom().voidItem()
                : note(connection, invocation, call, lookUp, question.get());
    }

    private Uni<Void> note(
            SqlConnection connection, InvocationId invocation, Call call, LookUp lookUp, ObjectNode question) {
        return connection
                .preparedQuery(NOTE)
                .execute(Tuple.tuple()
                        .addUUID(call.tenant().value())
                        .addUUID(invocation.value())
                        .addUUID(lookUp.operation().value())
                        .addString(lookUp.found().toString())
                        .addString(sealer.seal(call.tenant(), question.toString()))
                        .addOffsetDateTime(firstLook(call).atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private Instant firstLook(Call call) {
        return clock.instant().plus(call.timeout()).plus(GRACE);
    }

    /** Under the operation's own names, which a tool's may differ from. */
    private static ObjectNode renamed(ObjectNode arguments, @Nullable String names) {
        if (names == null) {
            return arguments;
        }
        var operations = ObjectColumn.read(names);
        var renamed = JsonNodeFactory.instance.objectNode();
        arguments
                .properties()
                .forEach(each -> renamed.set(operations.path(each.getKey()).asText(each.getKey()), each.getValue()));
        return renamed;
    }
}

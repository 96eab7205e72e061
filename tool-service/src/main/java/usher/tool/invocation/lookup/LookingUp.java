package usher.tool.invocation.lookup;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.CallId;
import usher.contracts.id.ToolId;
import usher.kit.seal.Sealer;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;
import usher.tool.integration.ObjectColumn;
import usher.tool.invocation.content.Excerpt;
import usher.tool.invocation.content.Redaction;
import usher.tool.invocation.record.InvocationConfig;
import usher.tool.operation.OperationCalls;
import usher.tool.target.Call;
import usher.tool.target.Outcome.Failed;
import usher.tool.target.Outcome.Succeeded;
import usher.tool.target.Reply;

/** One look at one call in doubt, and what follows from it. */
@ApplicationScoped
class LookingUp {
    private static final Logger LOG = Logger.getLogger(LookingUp.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** In the order in which all take them: the effect first, so that no equal call begins meanwhile. */
    private static final String HOLD = """
            select e.invocation_id from effect e
             where e.tenant_id = $1 and e.invocation_id = $2
               for update
            """;

    private static final String STATE =
            "select state, uncertain, deadline from invocation where tenant_id = $1 and id = $2";
    private static final String DONE = """
            with done as (
                update invocation
                   set state = 'succeeded', uncertain = false, result = $3, error_code = null, error_message = null,
                       retryable = null, settled_at = $4, updated_at = $4
                 where tenant_id = $1 and id = $2 and state = 'failed' and uncertain
                returning tenant_id, id)
            -- That it succeeded is news: whoever asks again hears that, and nothing begins anew.
            update effect e set told = false from done d where e.tenant_id = d.tenant_id and e.invocation_id = d.id
            """;
    private static final String NOT_DONE = """
            update invocation
               set uncertain = false, error_code = 'not-done', error_message = 'The system says that this was not done.',
                   retryable = true, settled_at = $3, updated_at = $3
             where tenant_id = $1 and id = $2 and state = 'failed' and uncertain
            """;
    private static final String LATER =
            "update doubt set next_look_at = $3, looks = $4 where tenant_id = $1 and invocation_id = $2";
    private static final String OVER = "delete from doubt where tenant_id = $1 and invocation_id = $2";

    private final Tenancy tenancy;
    private final OperationCalls operations;
    private final Sealer sealer;
    private final Ids ids;
    private final InvocationConfig config;

    LookingUp(Tenancy tenancy, OperationCalls operations, Sealer sealer, Ids ids, InvocationConfig config) {
        this.tenancy = tenancy;
        this.operations = operations;
        this.sealer = sealer;
        this.ids = ids;
        this.config = config;
    }

    Uni<Void> look(Doubt doubt, Instant now) {
        return tenancy.sql(doubt.tenant(), connection -> state(connection, doubt))
                .chain(row -> {
                    if (row != null && row.getString("state").equals("running")) {
                        return run(doubt, LATER, later(doubt, deadline(row, now), doubt.looks()));
                    }
                    boolean inDoubt =
                            row != null && row.getString("state").equals("failed") && row.getBoolean("uncertain");
                    return inDoubt ? ask(doubt, now) : run(doubt, OVER, key(doubt));
                });
    }

    private static Uni<@Nullable Row> state(SqlConnection connection, Doubt doubt) {
        return connection.preparedQuery(STATE).execute(key(doubt)).map(rows -> {
            var found = rows.iterator();
            return found.hasNext() ? found.next() : null;
        });
    }

    /** A little after it must be over: then somebody has ended it, or {@code Overdue} has. */
    private static Instant deadline(Row row, Instant now) {
        var end = row.getOffsetDateTime("deadline").toInstant();
        return (end.isAfter(now) ? end : now).plusSeconds(15);
    }

    private Uni<Void> ask(Doubt doubt, Instant now) {
        return operations.exactly(call(doubt), doubt.lookUp()).chain(reply -> settle(doubt, reply, now));
    }

    private Uni<Void> settle(Doubt doubt, Reply reply, Instant now) {
        var place = JsonPointer.compile(doubt.found());
        return switch (reply.outcome()) {
            case Succeeded(var result, var display)
            when new LookUp(doubt.lookUp(), JsonNodeFactory.instance.objectNode(), place).saysDone(result) ->
                done(doubt, result, now);
            case Succeeded absent -> doubt.isLastLook() ? notDone(doubt, now) : again(doubt, now);
            case Failed failed -> doubt.isLastLook() ? giveUp(doubt, failed) : again(doubt, now);
        };
    }

    private Uni<Void> done(Doubt doubt, JsonNode result, Instant now) {
        var kept = Redaction.of(Excerpt.of(result, config.longest()).value()).toString();
        return settle(doubt, DONE, key(doubt).addString(kept).addOffsetDateTime(utc(now)), "done");
    }

    private Uni<Void> notDone(Doubt doubt, Instant now) {
        return settle(doubt, NOT_DONE, key(doubt).addOffsetDateTime(utc(now)), "not-done");
    }

    /** Nothing when the effect was taken up again meanwhile: then a later attempt speaks for it. */
    private Uni<Void> settle(Doubt doubt, String sql, Tuple values, String how) {
        return tenancy.sql(
                doubt.tenant(),
                connection -> connection
                        .preparedQuery(HOLD)
                        .execute(key(doubt))
                        .chain(held -> held.size() == 0
                                ? Uni.createFrom().voidItem()
                                : connection.preparedQuery(sql).execute(values).replaceWithVoid())
                        .chain(() -> connection.preparedQuery(OVER).execute(key(doubt)))
                        .invoke(() -> LOG.infof(
                                "A call in doubt was settled tenant=%s invocation=%s as=%s",
                                doubt.tenant(), doubt.invocation(), how))
                        .replaceWithVoid());
    }

    private Uni<Void> again(Doubt doubt, Instant now) {
        return run(doubt, LATER, later(doubt, now.plus(doubt.untilTheNext()), doubt.looks() + 1));
    }

    private Uni<Void> giveUp(Doubt doubt, Failed failed) {
        LOG.warnf(
                "A call in doubt is left to people tenant=%s invocation=%s code=%s",
                doubt.tenant(), doubt.invocation(), failed.code());
        return run(doubt, OVER, key(doubt));
    }

    private Uni<Void> run(Doubt doubt, String sql, Tuple values) {
        return tenancy.sql(
                doubt.tenant(),
                connection -> connection.preparedQuery(sql).execute(values).replaceWithVoid());
    }

    /** No tool has the id of an operation, so that nothing of a tool's is found for it. */
    private Call call(Doubt doubt) {
        var id = new CallId(ids.next());
        var context = JsonNodeFactory.instance
                .objectNode()
                .put("tenant_id", doubt.tenant().toString())
                .put("call_id", id.toString());
        ObjectNode question = ObjectColumn.read(sealer.open(doubt.tenant(), doubt.sealedQuestion()));
        return new Call(
                doubt.tenant(),
                new ToolId(doubt.lookUp().value()),
                "look_up",
                id,
                id.toString(),
                question,
                context,
                TIMEOUT);
    }

    private static Tuple key(Doubt doubt) {
        return Tuple.tuple()
                .addUUID(doubt.tenant().value())
                .addUUID(doubt.invocation().value());
    }

    private static Tuple later(Doubt doubt, Instant when, int looks) {
        return key(doubt).addOffsetDateTime(utc(when)).addInteger(looks);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

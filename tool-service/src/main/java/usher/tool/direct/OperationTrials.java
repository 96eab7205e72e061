package usher.tool.direct;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jboss.logging.Logger;
import usher.contracts.event.ActivityRecorded;
import usher.contracts.id.CallId;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.InvocationId;
import usher.contracts.id.MemberId;
import usher.contracts.id.OperationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.ToolId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;
import usher.tool.operation.OperationCalls;
import usher.tool.target.Call;
import usher.tool.target.Reply;

/**
 * Members try operations out: as a tool would call them, but with no tool and no visitor. Who does it, and that it was confirmed,
 * is stored before anything is called; what came of it is in the log of calls.
 */
@ApplicationScoped
class OperationTrials {
    private static final Logger LOG = Logger.getLogger(OperationTrials.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** What storing the outcome may take beyond that. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Tenancy tenancy;
    private final DirectLog log;
    private final OperationCalls calls;
    private final Events events;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;

    OperationTrials(
            Tenancy tenancy,
            DirectLog log,
            OperationCalls calls,
            Events events,
            Outbox outbox,
            Ids ids,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.log = log;
        this.calls = calls;
        this.events = events;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who tries what. */
    record Asked(TenantId tenant, MemberId member, IntegrationId integration, OperationId operation) {}

    Uni<RunView> run(Asked asked, RunOperation wanted) {
        return tenancy.sql(asked.tenant(), connection -> begin(connection, asked, wanted))
                .invoke(OperationTrials::note)
                .chain(this::make);
    }

    private Uni<Trial> begin(SqlConnection connection, Asked asked, RunOperation wanted) {
        return connection
                .preparedQuery(DirectSql.OPERATION)
                .execute(Tuple.of(
                        asked.tenant().value(),
                        asked.integration().value(),
                        asked.operation().value()))
                .map(rows -> {
                    var found = rows.iterator();
                    if (!found.hasNext()) {
                        throw Refusal.notFound();
                    }
                    return trial(asked, found.next(), wanted);
                })
                .call(trial ->
                        log.begin(connection, trial, trial.began().plus(TIMEOUT).plus(GRACE)))
                .call(trial -> outbox.append(connection, events.of(trial.tenant(), activity(trial))));
    }

    private Trial trial(Asked asked, Row operation, RunOperation wanted) {
        var trial = new Trial(
                asked.tenant(),
                new InvocationId(ids.next()),
                new CallId(ids.next()),
                asked.operation(),
                operation.getString("name"),
                operation.getString("risk"),
                asked.member(),
                wanted.arguments(),
                clock.instant());
        if (!trial.reads() && !wanted.confirm()) {
            throw Refusal.invalid(
                    "/confirm", "confirmation-required", "This changes something over there: pass confirm.");
        }
        return trial;
    }

    private static ActivityRecorded activity(Trial trial) {
        return new ActivityRecorded(
                "operation.tried",
                null,
                null,
                Map.of(
                        "member", trial.member().toString(),
                        "operation", trial.operation().toString(),
                        "risk", trial.risk(),
                        "invocation", trial.id().toString()));
    }

    private static void note(Trial trial) {
        LOG.infof(
                "An operation is tried out tenant=%s member=%s operation=%s risk=%s invocation=%s",
                trial.tenant(), trial.member(), trial.operation(), trial.risk(), trial.id());
    }

    private Uni<RunView> make(Trial trial) {
        return calls.call(call(trial), trial.operation()).chain(reply -> keep(trial, reply));
    }

    private Uni<RunView> keep(Trial trial, Reply reply) {
        var now = clock.instant();
        return log.end(trial, reply, now)
                .replaceWith(() -> RunView.of(trial.id(), reply, Duration.between(trial.began(), now)));
    }

    /**
     * No tool has the id of an operation, so that nothing of a tool's is found for it. What changes something is not repeated but by a method that may be (PUT, DELETE): that
     * the other side knows keys is said of tools, and there is none.
     */
    private static Call call(Trial trial) {
        var context = JsonNodeFactory.instance
                .objectNode()
                .put("tenant_id", trial.tenant().toString())
                .put("call_id", trial.call().toString())
                .put("test", true);
        return new Call(
                trial.tenant(),
                new ToolId(trial.operation().value()),
                trial.name(),
                trial.call(),
                trial.call().toString(),
                trial.arguments(),
                context,
                TIMEOUT,
                trial.reads());
    }
}

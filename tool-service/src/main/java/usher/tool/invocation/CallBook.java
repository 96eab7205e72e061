package usher.tool.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import usher.contracts.id.InvocationId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;
import usher.tool.argument.Arguments;
import usher.tool.argument.Prepared.Ready;
import usher.tool.argument.Prepared.Refused;
import usher.tool.invocation.effect.CallState;
import usher.tool.invocation.endpoint.InvokeTool;
import usher.tool.invocation.execution.Answer;
import usher.tool.invocation.execution.Opening;
import usher.tool.invocation.execution.Opening.Over;
import usher.tool.invocation.record.CallFunctions;
import usher.tool.invocation.record.CallRecords;
import usher.tool.invocation.record.Ending;
import usher.tool.invocation.record.NewCall;
import usher.tool.invocation.record.NewCall.Asked;
import usher.tool.invocation.record.NewCall.Beginning;
import usher.tool.invocation.record.NewCall.What;
import usher.tool.invocation.record.Standing;
import usher.tool.invocation.record.Standing.Before;
import usher.tool.target.Outcome.Failed;

/** The transaction before a call, which with the one that ends it lets it happen once. */
@ApplicationScoped
class CallBook {
    private static final Failed UNKNOWN_TOOL = Failed.certainly("tool-unknown", "There is no such tool here.", false);

    private final Tenancy tenancy;
    private final CallFunctions functions;
    private final CallRecords records;
    private final Changes changes;
    private final Arguments arguments;
    private final Ids ids;
    private final InstantSource clock;

    CallBook(
            Tenancy tenancy,
            CallFunctions functions,
            CallRecords records,
            Changes changes,
            Arguments arguments,
            Ids ids,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.functions = functions;
        this.records = records;
        this.changes = changes;
        this.arguments = arguments;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Stores the call, as running, waiting or refused; a call id that came before gets what came of it then. {@code refusal} is what a new
     * one gets where the plan has no room.
     */
    Uni<Opening> open(TenantId tenant, InvokeTool wanted, Optional<Refusal> refusal) {
        return tenancy.sql(tenant, connection -> {
            var entry = new Entry(connection, tenant, wanted);
            return functions
                    .standing(connection, tenant, wanted.callId(), wanted.tool())
                    .chain(standing -> standing.before() == null
                            ? refusal.map(none -> Uni.createFrom().<Opening>failure(none))
                                    .orElseGet(() -> begin(entry, standing))
                            : repeat(entry, standing.before()));
        });
    }

    /** A call on its way in, with the transaction that decides on it. */
    record Entry(SqlConnection connection, TenantId tenant, InvokeTool wanted) {}

    private Uni<Opening> begin(Entry entry, Standing standing) {
        var endpoint = standing.endpoint();
        if (endpoint == null) {
            return refuse(entry, What.unknown(entry.wanted().tool()), nothing(), UNKNOWN_TOOL);
        }
        var wanted = entry.wanted();
        return switch (arguments.prepare(endpoint.parameters(), wanted.arguments(), wanted.identity())) {
            case Refused(var code, var sentence, var stored) ->
                refuse(entry, What.of(endpoint), stored, Failed.certainly(code, sentence, false));
            case Ready ready -> changes.open(entry, endpoint, ready);
        };
    }

    private Uni<Opening> refuse(Entry entry, What what, JsonNode stored, Failed failed) {
        var ending = Ending.atOnce(failed);
        var call = new NewCall(
                new InvocationId(ids.next()),
                Asked.of(entry.wanted()),
                what,
                stored,
                new Beginning.Over(ending, null),
                clock.instant());
        return records.start(entry.connection(), entry.tenant(), call).replaceWith(() -> Over.of(ending));
    }

    private Uni<Opening> repeat(Entry entry, Before before) {
        if (!before.tool().equals(entry.wanted().tool())) {
            throw Refusal.conflict("call-id-reused", "This call_id belongs to a call of another tool.");
        }
        if (before.ending() != null) {
            return Uni.createFrom().item(new Over(Answer.Ended.again(before.ending(), Answer.Source.of(before), null)));
        }
        if (before.late(clock.instant())) {
            return records.lapse(entry.connection(), entry.tenant(), before).map(Over::of);
        }
        if (before.state() == CallState.AWAITING) {
            return Uni.createFrom().item(new Over(new Answer.Waiting(before.deadline())));
        }
        throw CallRecords.inProgress();
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}

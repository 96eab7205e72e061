package usher.tool.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import usher.contracts.id.InvocationId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;
import usher.tool.argument.Arguments;
import usher.tool.argument.Prepared.Ready;
import usher.tool.argument.Prepared.Refused;
import usher.tool.invocation.Invocations.Start;
import usher.tool.invocation.Opening.Over;
import usher.tool.invocation.Opening.Started;
import usher.tool.invocation.Standing.Before;
import usher.tool.target.Outcome.Failed;

/** The two transactions around a call, which together let it happen once. */
@ApplicationScoped
class CallBook {
    private static final Failed UNKNOWN_TOOL = Failed.certainly("tool-unknown", "There is no such tool here.", false);
    private static final Failed INTERRUPTED =
            new Failed("interrupted", "It is not known whether the tool has done this.", false, true);
    /** What storing the outcome may take beyond the tool's own timeout. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Tenancy tenancy;
    private final Invocations invocations;
    private final Arguments arguments;
    private final ToolUsage usage;
    private final Ids ids;
    private final InstantSource clock;

    CallBook(
            Tenancy tenancy,
            Invocations invocations,
            Arguments arguments,
            ToolUsage usage,
            Ids ids,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.invocations = invocations;
        this.arguments = arguments;
        this.usage = usage;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores the call, as running or as refused; a call id that came before gets what came of it then. */
    Uni<Opening> open(TenantId tenant, InvokeTool wanted) {
        return tenancy.sql(tenant, connection -> {
            var page = new Entry(connection, tenant, wanted);
            return invocations
                    .standing(connection, tenant, wanted.callId(), wanted.tool())
                    .chain(standing ->
                            standing.before() == null ? begin(page, standing) : repeat(page, standing.before()));
        });
    }

    /** Stores the outcome and its usage; the ending of a call that somebody else has ended is not stored again. */
    Uni<Ending> close(TenantId tenant, InvokeTool wanted, InvocationId id, Ending ending) {
        return tenancy.sql(tenant, connection -> end(new Entry(connection, tenant, wanted), id, ending));
    }

    private record Entry(SqlConnection connection, TenantId tenant, InvokeTool wanted) {}

    private Uni<Opening> begin(Entry entry, Standing standing) {
        var endpoint = standing.endpoint();
        if (endpoint == null) {
            return refuse(entry, new Start(null, nothing(), clock.instant(), clock.instant()), UNKNOWN_TOOL);
        }
        var now = clock.instant();
        var tool = endpoint.parameters().tool();
        var deadline = now.plus(endpoint.timeout()).plus(GRACE);
        var wanted = entry.wanted();
        return switch (arguments.prepare(endpoint.parameters(), wanted.arguments(), wanted.identity())) {
            case Refused(var code, var sentence, var stored) ->
                refuse(entry, new Start(tool, stored, now, deadline), Failed.certainly(code, sentence, false));
            case Ready(var complete, var stored) ->
                start(entry, new Start(tool, stored, now, deadline)).map(id -> new Started(id, endpoint, complete));
        };
    }

    private Uni<InvocationId> start(Entry entry, Start start) {
        var id = new InvocationId(ids.next());
        return invocations
                .start(entry.connection(), entry.tenant(), id, entry.wanted(), start)
                .invoke(first -> {
                    if (!first) {
                        throw inProgress();
                    }
                })
                .replaceWith(id);
    }

    private Uni<Opening> refuse(Entry entry, Start start, Failed failed) {
        return start(entry, start)
                .chain(id -> end(entry, id, Ending.atOnce(failed)))
                .map(Over::new);
    }

    private Uni<Opening> repeat(Entry entry, Before before) {
        if (!before.tool().equals(entry.wanted().tool())) {
            throw Refusal.conflict("call-id-reused", "This call_id belongs to a call of another tool.");
        }
        if (before.ending() != null) {
            return Uni.createFrom().item(new Over(before.ending()));
        }
        if (clock.instant().isBefore(before.deadline())) {
            throw inProgress();
        }
        return end(entry, before.id(), Ending.atOnce(INTERRUPTED)).map(Over::new);
    }

    private Uni<Ending> end(Entry entry, InvocationId id, Ending ending) {
        return invocations
                .end(entry.connection(), entry.tenant(), id, ending, clock.instant())
                .call(ended -> ended
                        ? usage.append(entry.connection(), entry.tenant(), entry.wanted(), ending)
                        : Uni.createFrom().voidItem())
                .replaceWith(ending);
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Refusal inProgress() {
        return Refusal.conflict("call-in-progress", "This call is running.").header("Retry-After", "1");
    }
}

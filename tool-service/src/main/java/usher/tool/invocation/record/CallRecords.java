package usher.tool.invocation.record;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.tool.invocation.effect.CallState;
import usher.tool.invocation.record.NewCall.Beginning.Over;
import usher.tool.invocation.record.Standing.Before;
import usher.tool.target.Outcome.Failed;

/** Writes calls down within other acts' transactions, and meters each when it ends. */
@ApplicationScoped
public class CallRecords {
    private static final String UNKNOWN = "It is not known whether the tool has done this.";

    private final Invocations invocations;
    private final ToolUsage usage;
    private final CallFunctions functions;

    CallRecords(Invocations invocations, ToolUsage usage, CallFunctions functions) {
        this.invocations = invocations;
        this.usage = usage;
        this.functions = functions;
    }

    /** Refuses when the same call is being stored by somebody else. One that is over at once is metered, unless it is a repetition. */
    public Uni<Void> start(SqlConnection connection, TenantId tenant, NewCall call) {
        return invocations
                .start(connection, tenant, call)
                .invoke(first -> {
                    if (!first) {
                        throw inProgress();
                    }
                })
                .chain(() -> call.beginning() instanceof Over(var ending, var repeats) && repeats == null
                        ? usage.append(connection, tenant, stored(call), ending.state())
                        : Uni.createFrom().voidItem());
    }

    /** The ending of a call that somebody else has ended is not stored again. */
    public Uni<Ending> end(SqlConnection connection, TenantId tenant, Stored stored, Ending ending) {
        return functions.end(connection, tenant, stored, ending);
    }

    /** Ends a call that ran out of time: it was interrupted, or nobody confirmed it. */
    public Uni<Ending> lapse(SqlConnection connection, TenantId tenant, Before before) {
        return end(connection, tenant, before.stored(), lapsed(before.state(), before.uncertain()));
    }

    static Ending lapsed(CallState state, boolean uncertain) {
        return state == CallState.AWAITING
                ? Ending.unconfirmed(
                        CallState.EXPIRED,
                        "confirmation-expired",
                        "The visitor did not confirm this in time.",
                        uncertain)
                : Ending.atOnce(new Failed("interrupted", UNKNOWN, false, true));
    }

    public static Ending stuck() {
        return Ending.atOnce(new Failed("outcome-unknown", UNKNOWN + " It is not tried again.", false, true));
    }

    public static Refusal inProgress() {
        return Refusal.conflict("call-in-progress", "This call is running.").header("Retry-After", "1");
    }

    private static Stored stored(NewCall call) {
        return new Stored(call.id(), call.what().name(), call.asked().conversation(), null);
    }
}

package usher.tool.invocation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.InvocationId;
import usher.contracts.id.TenantId;
import usher.kit.time.Ids;
import usher.tool.argument.Arguments;
import usher.tool.argument.Prepared.Ready;
import usher.tool.invocation.endpoint.Calls;
import usher.tool.invocation.endpoint.Endpoint;
import usher.tool.invocation.endpoint.Endpoints;
import usher.tool.invocation.endpoint.InvokeTool;
import usher.tool.invocation.execution.Answer;
import usher.tool.invocation.execution.Execution;
import usher.tool.invocation.record.CallFunctions;
import usher.tool.invocation.record.Look;
import usher.tool.invocation.record.Stored;

/**
 * Calls of tools that only look. Looking twice does no harm, so such a call is made at once and stored with its outcome: one
 * statement and one wait for the disk. One that a killed replica was making is in no log, and nobody was told of it.
 */
@ApplicationScoped
class Looks {
    private final Endpoints endpoints;
    private final Arguments arguments;
    private final Execution execution;
    private final CallFunctions functions;
    private final Ids ids;
    private final InstantSource clock;

    Looks(
            Endpoints endpoints,
            Arguments arguments,
            Execution execution,
            CallFunctions functions,
            Ids ids,
            InstantSource clock) {
        this.endpoints = endpoints;
        this.arguments = arguments;
        this.execution = execution;
        this.functions = functions;
        this.ids = ids;
        this.clock = clock;
    }

    /** Null when it is more than a look, when it is refused, or when the same call came before: for these see {@link CallBook}. */
    Uni<@Nullable Answer> make(TenantId tenant, InvokeTool wanted) {
        return endpoints.of(tenant, wanted.tool()).chain(endpoint -> {
            var look = endpoint.filter(Endpoint::reads)
                    .map(found -> look(found, wanted))
                    .orElse(null);
            return look == null ? Uni.createFrom().nullItem() : make(tenant, look);
        });
    }

    private @Nullable Look look(Endpoint endpoint, InvokeTool wanted) {
        var stored = new Stored(new InvocationId(ids.next()), endpoint.name(), wanted.conversation(), null);
        return arguments.prepare(endpoint.parameters(), wanted.arguments(), wanted.identity()) instanceof Ready ready
                ? new Look(wanted, endpoint, ready, stored, clock.instant())
                : null;
    }

    private Uni<@Nullable Answer> make(TenantId tenant, Look look) {
        var wanted = look.wanted();
        var endpoint = look.endpoint();
        var call = Calls.of(
                tenant,
                wanted,
                endpoint,
                look.ready().arguments(),
                wanted.callId().toString());
        var source = new Answer.Source(endpoint.name(), endpoint.destination().kind());
        return execution
                .made(call, endpoint.destination())
                .chain(done -> Execution.kept(() -> functions.record(tenant, look, done.ending()))
                        .map(recorded -> recorded ? new Answer.Ended(done.ending(), source, false, null) : null));
    }
}

package usher.tool.invocation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import usher.contracts.id.TenantId;
import usher.tool.invocation.Opening.Over;
import usher.tool.invocation.Opening.Started;
import usher.tool.target.Call;

/** Runs tools. Nothing is held open in the database while a tool is working. */
@ApplicationScoped
class InvocationService {
    private static final Logger LOG = Logger.getLogger(InvocationService.class);
    private static final int TRIES_TO_STORE = 3;

    private final CallBook book;
    private final Targets targets;
    private final InstantSource clock;

    InvocationService(CallBook book, Targets targets, InstantSource clock) {
        this.book = book;
        this.targets = targets;
        this.clock = clock;
    }

    Uni<Ending> run(TenantId tenant, InvokeTool wanted) {
        return book.open(tenant, wanted).chain(opening -> switch (opening) {
            case Over(Ending ending) -> Uni.createFrom().item(ending);
            case Started started ->
                call(tenant, wanted, started).chain(ending -> store(tenant, wanted, started, ending));
        });
    }

    private Uni<Ending> call(TenantId tenant, InvokeTool wanted, Started started) {
        var endpoint = started.endpoint();
        var began = clock.instant();
        var call = new Call(
                tenant,
                endpoint.parameters().tool(),
                wanted.tool(),
                wanted.callId(),
                wanted.callId().toString(),
                started.arguments(),
                CallContext.of(tenant, wanted, started),
                endpoint.timeout());
        return targets.call(call, endpoint.destination())
                .map(reply -> Ending.of(reply, Duration.between(began, clock.instant())))
                .invoke(ending -> LOG.infof(
                        "Tool called tenant=%s tool=%s state=%s attempts=%d durationMs=%d",
                        tenant, wanted.tool(), ending.state(), ending.attempts(), ending.durationMs()));
    }

    /** The tool has done its work by now, so a database that is away for a moment must not lose that. */
    private Uni<Ending> store(TenantId tenant, InvokeTool wanted, Started started, Ending ending) {
        return book.close(tenant, wanted, started.id(), ending)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .atMost(TRIES_TO_STORE);
    }
}

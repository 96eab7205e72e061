package usher.tool.invocation.execution;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.tool.invocation.execution.Opening.Started;
import usher.tool.invocation.lookup.Doubts;
import usher.tool.invocation.record.CallFunctions;
import usher.tool.invocation.record.Ending;
import usher.tool.notice.ToolNotices;
import usher.tool.target.Call;
import usher.tool.target.Destination;
import usher.tool.target.Outcome.Failed;

/** Makes calls, and stores what came of those that are stored as running. */
@ApplicationScoped
public class Execution {
    private static final Logger LOG = Logger.getLogger(Execution.class);
    private static final int TRIES_TO_STORE = 3;

    private final CallFunctions functions;
    private final Targets targets;
    private final ToolNotices notices;
    private final Doubts doubts;
    private final InstantSource clock;

    Execution(CallFunctions functions, Targets targets, ToolNotices notices, Doubts doubts, InstantSource clock) {
        this.functions = functions;
        this.targets = targets;
        this.notices = notices;
        this.doubts = doubts;
        this.clock = clock;
    }

    /** {@code raw} is what the target sent as it came, where there is such a thing. */
    public record Done(Ending ending, @Nullable String raw) {
        private Done ofEffect(boolean unsure) {
            return new Done(ending.ofEffect(unsure), raw);
        }
    }

    public Uni<Done> of(TenantId tenant, Started started) {
        return doubt(started)
                .chain(() -> made(started.call(), started.destination()))
                .map(done -> started.stored().episode() == null ? done : done.ofEffect(started.unsure()))
                .call(done -> kept(() -> functions.end(tenant, started.stored(), done.ending())));
    }

    /** What changes something may have to be looked up when nobody hears what came of it. */
    private Uni<Void> doubt(Started started) {
        var change = started.stored().episode() != null;
        return change && started.destination() instanceof Destination.Operation(var operation)
                ? doubts.note(started.stored().id(), started.call(), operation, started.unsure())
                        .onFailure()
                        .invoke(failure -> LOG.warnf("A call cannot be looked up cause=%s", failure.toString()))
                        .onFailure()
                        .recoverWithNull()
                : Uni.createFrom().voidItem();
    }

    /** Makes a call, without storing anything. */
    public Uni<Done> made(Call call, Destination destination) {
        var began = clock.instant();
        return targets.call(call, destination)
                .map(reply -> new Done(Ending.of(reply, Duration.between(began, clock.instant())), reply.raw()))
                .invoke(done -> log(call, done.ending()))
                .call(done -> done.ending().outcome() instanceof Failed failed
                        ? notices.failed(call, failed, done.ending().attempts())
                        : Uni.createFrom().voidItem());
    }

    private static void log(Call call, Ending ending) {
        LOG.infof(
                "Tool called tenant=%s tool=%s state=%s attempts=%d durationMs=%d",
                call.tenant(), call.name(), ending.state().text(), ending.attempts(), ending.durationMs());
    }

    /** The tool has done its work by now, so a database that is away for a moment must not lose that. */
    public static <T> Uni<T> kept(Supplier<Uni<T>> storing) {
        return Uni.createFrom()
                .deferred(storing::get)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .atMost(TRIES_TO_STORE);
    }
}

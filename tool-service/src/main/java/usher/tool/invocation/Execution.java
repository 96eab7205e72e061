package usher.tool.invocation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.tool.invocation.Opening.Started;

/** Makes a call that is stored as running, and stores what came of it. */
@ApplicationScoped
class Execution {
    private static final Logger LOG = Logger.getLogger(Execution.class);
    private static final int TRIES_TO_STORE = 3;

    private final CallBook book;
    private final Targets targets;
    private final InstantSource clock;

    Execution(CallBook book, Targets targets, InstantSource clock) {
        this.book = book;
        this.targets = targets;
        this.clock = clock;
    }

    /** {@code raw} is what the target sent as it came, where there is such a thing. */
    record Done(Ending ending, @Nullable String raw) {}

    Uni<Done> of(TenantId tenant, Started started) {
        var began = clock.instant();
        return targets.call(started.call(), started.destination())
                .map(reply -> {
                    var ending = Ending.of(reply, Duration.between(began, clock.instant()));
                    return new Done(
                            started.stored().episode() == null ? ending : ending.ofEffect(started.unsure()),
                            reply.raw());
                })
                .invoke(done -> log(tenant, started, done.ending()))
                .call(done -> store(tenant, started, done.ending()));
    }

    private static void log(TenantId tenant, Started started, Ending ending) {
        LOG.infof(
                "Tool called tenant=%s tool=%s state=%s attempts=%d durationMs=%d",
                tenant, started.call().name(), ending.state().text(), ending.attempts(), ending.durationMs());
    }

    /** The tool has done its work by now, so a database that is away for a moment must not lose that. */
    private Uni<Ending> store(TenantId tenant, Started started, Ending ending) {
        return book.close(tenant, started.stored(), ending)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .atMost(TRIES_TO_STORE);
    }
}

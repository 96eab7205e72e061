package usher.tool.invocation.lookup;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Looks up what is in doubt, on every replica; what one has taken is another's after a minute. No transaction is open while a system is
 * asked. Five looks, further and further apart; then it is left to people.
 */
@ApplicationScoped
class Settling {
    private static final Logger LOG = Logger.getLogger(Settling.class);
    private static final int BATCH = 20;
    private static final Duration CLAIM = Duration.ofMinutes(1);

    private static final String TAKE = """
            with taken as (
                select tenant_id, invocation_id from doubt where next_look_at <= $1
                 order by next_look_at limit $2 for update skip locked)
            update doubt d set next_look_at = $3
              from taken t where d.tenant_id = t.tenant_id and d.invocation_id = t.invocation_id
            returning d.tenant_id, d.invocation_id, d.operation_id, d.found, d.sealed_question, d.looks
            """;

    private final Pool jobs;
    private final LookingUp lookingUp;
    private final InstantSource clock;

    Settling(@ReactiveDataSource("jobs") Pool jobs, LookingUp lookingUp, InstantSource clock) {
        this.jobs = jobs;
        this.lookingUp = lookingUp;
        this.clock = clock;
    }

    @Scheduled(
            every = "${usher.invocation.look-up-sweep:5s}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> now() {
        return sweep(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.warnf("Calls in doubt wait to be looked up cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Looks up all that was due at that moment; answers how many it were. */
    Uni<Integer> sweep(Instant moment) {
        return Multi.createBy()
                .repeating()
                .uni(() -> take(moment).call(taken -> lookUp(taken, moment)).map(List::size))
                .whilst(looked -> looked == BATCH)
                .collect()
                .in(() -> new int[1], (sum, looked) -> sum[0] += looked)
                .map(sum -> sum[0]);
    }

    private Uni<List<Doubt>> take(Instant moment) {
        return jobs.preparedQuery(TAKE)
                .execute(Tuple.of(
                        moment.atOffset(ZoneOffset.UTC),
                        BATCH,
                        moment.plus(CLAIM).atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var taken = new ArrayList<Doubt>();
                    rows.forEach(row -> taken.add(Doubt.of(row)));
                    return taken;
                });
    }

    /** One that cannot be looked up keeps no other waiting. */
    private Uni<Void> lookUp(List<Doubt> doubts, Instant moment) {
        return Multi.createFrom()
                .iterable(doubts)
                .onItem()
                .transformToUniAndMerge(doubt -> lookingUp
                        .look(doubt, moment)
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                "A call in doubt was not looked up tenant=%s invocation=%s cause=%s",
                                doubt.tenant(), doubt.invocation(), failure))
                        .onFailure()
                        .recoverWithNull())
                .onItem()
                .ignoreAsUni();
    }
}

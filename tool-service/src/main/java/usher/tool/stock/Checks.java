package usher.tool.stock;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import usher.tool.stock.Reading.Missed;

/**
 * Looks at what is due, in a few lanes side by side, on every replica. No transaction is open while a shop is asked. What a
 * replica that died has claimed is due again when its claim is over.
 */
@ApplicationScoped
class Checks {
    private static final Logger LOG = Logger.getLogger(Checks.class);

    private final Claims claims;
    private final Readings readings;
    private final Findings findings;
    private final Looks looks;
    private final StockConfig config;
    private final InstantSource clock;

    Checks(Claims claims, Readings readings, Findings findings, Looks looks, StockConfig config, InstantSource clock) {
        this.claims = claims;
        this.readings = readings;
        this.findings = findings;
        this.looks = looks;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "${usher.stock.sweep:20s}",
            delayed = "15s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> now() {
        return sweep(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.warnf("Stock waits to be looked at cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Looks at all that was due at that moment; answers how many it were. */
    Uni<Integer> sweep(Instant moment) {
        var lanes =
                IntStream.range(0, config.lanes()).mapToObj(n -> lane(moment)).toList();
        return Uni.join()
                .all(lanes)
                .andCollectFailures()
                .map(counts -> counts.stream().mapToInt(Integer::intValue).sum());
    }

    private Uni<Integer> lane(Instant moment) {
        return Multi.createBy()
                .repeating()
                .uni(() -> claims.take(moment).call(due -> check(due, moment)).map(List::size))
                .whilst(checked -> checked > 0)
                .collect()
                .in(() -> new int[1], (sum, checked) -> sum[0] += checked)
                .map(sum -> sum[0]);
    }

    private Uni<Void> check(List<Due> due, Instant moment) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUniAndConcatenate(each -> check(each, moment))
                .onItem()
                .ignoreAsUni();
    }

    /** One that cannot be checked keeps no other waiting. */
    private Uni<Void> check(Due due, Instant moment) {
        var began = clock.instant();
        return Uni.createFrom()
                .deferred(() -> readings.read(due))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Stock could not be looked at tenant=%s watch=%s cause=%s", due.tenant(), due.id(), failure))
                .onFailure()
                .recoverWithItem(new Missed("check-failed", "The stock could not be looked at."))
                .call(reading -> findings.store(due, reading, moment))
                .chain(reading -> looks.note(due, reading, began))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "What was found in stock was not stored tenant=%s watch=%s cause=%s",
                        due.tenant(), due.id(), failure))
                .onFailure()
                .recoverWithNull();
    }
}

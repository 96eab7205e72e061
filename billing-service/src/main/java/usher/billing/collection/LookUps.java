package usher.billing.collection;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Asks providers what became of payments, refunds and disputes of which nobody has heard, those among them that a crash left between our row and the
 * provider's answer. Taking one puts it off, so that replicas share the work and a crash of the job only costs time.
 */
@ApplicationScoped
class LookUps {
    /** How long after our row was written; a call that is still under way is not disturbed. */
    static final Duration FIRST = Duration.ofMinutes(1);

    static final Duration LONGEST = Duration.ofMinutes(15);
    /** Disputes last for weeks, and their ends are told; this is for those that were not. */
    static final Duration OF_DISPUTES = Duration.ofHours(6);

    private static final int MOST_DOUBLINGS = 6;
    private static final int BATCH = 50;

    private static final Logger LOG = Logger.getLogger(LookUps.class);
    private static final String PAYMENTS = """
            update payment p set look_up_at = $2 from (
                select tenant_id, id from payment where look_up_at <= $1 order by look_up_at limit $3 for update skip locked) d
            where p.tenant_id = d.tenant_id and p.id = d.id returning p.*""";
    private static final String REFUNDS = """
            update payment_refund r set look_up_at = $2 from (
                select tenant_id, id from payment_refund where look_up_at <= $1 order by look_up_at limit $3 for update skip locked) d
            where r.tenant_id = d.tenant_id and r.id = d.id returning r.*""";

    private static final String DISPUTES = """
            update payment_dispute u set look_up_at = $2 from (
                select tenant_id, id from payment_dispute where look_up_at <= $1 order by look_up_at limit $3 for update skip locked) d
            where u.tenant_id = d.tenant_id and u.id = d.id returning u.*""";

    private final Pool jobs;
    private final Payments payments;
    private final PaymentService service;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Settlement settlement;
    private final CollectionConfig config;
    private final InstantSource clock;

    LookUps(
            @ReactiveDataSource("jobs") Pool jobs,
            Payments payments,
            PaymentService service,
            Refunds refunds,
            Disputes disputes,
            Settlement settlement,
            CollectionConfig config,
            InstantSource clock) {
        this.jobs = jobs;
        this.payments = payments;
        this.service = service;
        this.refunds = refunds;
        this.disputes = disputes;
        this.settlement = settlement;
        this.config = config;
        this.clock = clock;
    }

    /** Longer each time, up to a quarter of an hour. */
    static Duration after(int attempts) {
        var wait = Duration.ofSeconds(15L << Math.min(Math.max(attempts, 0), MOST_DOUBLINGS));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    @Scheduled(
            every = "${usher.billing.collection.look-ups-every:10s}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> due() {
        return by(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.warnf("Payments wait to be looked up cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** All that was due by then; how many that were. */
    Uni<Integer> by(Instant moment) {
        return payments(moment)
                .chain(asked -> refunds(moment).chain(again -> disputes(moment).map(open -> asked + again + open)));
    }

    private Uni<Integer> payments(Instant moment) {
        return taken(PAYMENTS, moment, FIRST)
                .chain(rows -> each(
                                rows.stream().map(PaymentRows::payment).toList(), payment -> lookUp(payment, moment))
                        .replaceWith(rows.size()));
    }

    private Uni<Integer> refunds(Instant moment) {
        return taken(REFUNDS, moment, FIRST)
                .chain(rows -> each(rows.stream().map(Refund::of).toList(), this::again)
                        .replaceWith(rows.size()));
    }

    private Uni<Integer> disputes(Instant moment) {
        return taken(DISPUTES, moment, OF_DISPUTES)
                .chain(rows -> each(
                                rows.stream().map(Dispute::of).toList(),
                                open -> disputes.lookUp(open.provider(), open.providerId())
                                        .replaceWithVoid())
                        .replaceWith(rows.size()));
    }

    private Uni<List<Row>> taken(String sql, Instant moment, Duration pause) {
        var next = at(moment.plus(pause));
        return jobs.preparedQuery(sql)
                .execute(Tuple.of(at(moment), next, BATCH))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    private Uni<Void> lookUp(Payment payment, Instant moment) {
        return service.lookUp(payment)
                .chain(seen -> isAbandoned(payment, seen, moment)
                        ? settlement.end(payment, State.CANCELLED, "abandoned").replaceWithVoid()
                        : Uni.createFrom().voidItem())
                .onFailure()
                .call(() -> payments.askLater(payment));
    }

    /** Nor can anybody complete a payment in a browser of which the provider has told us nothing. */
    private boolean isAbandoned(Payment payment, PaymentView seen, Instant moment) {
        boolean waits = seen.state().equals(State.WAITING.text())
                || (seen.state().equals(State.CREATED.text()) && !payment.isOffSession());
        return waits && moment.isAfter(payment.createdAt().plus(config.waitForPayer()));
    }

    private Uni<Void> again(Refund refund) {
        return payments.get(refund.tenant(), refund.payment())
                .chain(payment -> refunds.carryOut(payment, refund))
                .replaceWithVoid();
    }

    /** One that fails does not keep the others waiting. */
    private static <T> Uni<Void> each(List<T> all, Function<T, Uni<Void>> act) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(one -> act.apply(one)
                        .onFailure()
                        .invoke(failure -> LOG.warnf("A payment waits to be looked up cause=%s", failure.toString()))
                        .onFailure()
                        .recoverWithNull())
                .toUni()
                .replaceWithVoid();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}

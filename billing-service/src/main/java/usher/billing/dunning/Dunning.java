package usher.billing.dunning;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import usher.billing.collection.PaymentService;
import usher.billing.dunning.Attempts.Next;
import usher.billing.invoice.InvoiceService;
import usher.billing.subscription.SubscriptionService;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/**
 * Asks for the money of invoices. What to do next is decided in one transaction that holds the invoice and its case; the provider is asked
 * after it, under the id of the payment that was written there. So an attempt is made once, by one replica, and a crash is only a delay.
 */
@ApplicationScoped
class Dunning {
    static final String ACTOR = "dunning";

    private static final Logger LOG = Logger.getLogger(Dunning.class);

    private final InvoiceMoves moves;
    private final Cases cases;
    private final Attempts attempts;
    private final Tenancy tenancy;
    private final InvoiceService invoices;
    private final PaymentService payments;
    private final SubscriptionService subscriptions;
    private final DunningConfig config;
    private final InstantSource clock;

    Dunning(
            InvoiceMoves moves,
            Cases cases,
            Attempts attempts,
            Tenancy tenancy,
            InvoiceService invoices,
            PaymentService payments,
            SubscriptionService subscriptions,
            DunningConfig config,
            InstantSource clock) {
        this.moves = moves;
        this.cases = cases;
        this.attempts = attempts;
        this.tenancy = tenancy;
        this.invoices = invoices;
        this.payments = payments;
        this.subscriptions = subscriptions;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "${usher.billing.dunning.every:15s}",
            delayed = "15s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> due() {
        return by(clock.instant())
                .onFailure()
                .invoke(failure -> LOG.warnf("Invoices wait to be charged cause=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /** All that was to be told of, and all that was due by then. */
    Uni<Void> by(Instant now) {
        return moves.follow()
                .chain(() -> cases.due(now))
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUniAndConcatenate(due -> step(due, now)
                        .onFailure()
                        .invoke(failure ->
                                LOG.errorf(failure, "An invoice waits to be charged invoice=%s", due.invoice()))
                        .onFailure()
                        .recoverWithNull())
                .toUni()
                .replaceWithVoid();
    }

    private Uni<Void> step(Case due, Instant now) {
        return tenancy.sql(due.tenant(), connection -> decided(connection, due, now))
                .chain(next -> switch (next) {
                    case Next.Charge(var payment) -> payments.carryOut(payment).replaceWithVoid();
                    case Next.GiveUp(var open) -> giveUp(open, now);
                    case Next.Nothing nothing -> Uni.createFrom().voidItem();
                });
    }

    private Uni<Next> decided(SqlConnection connection, Case due, Instant now) {
        return invoices.locked(connection, due.tenant(), due.invoice())
                .chain(invoice -> cases.take(connection, due, now)
                        .chain(open -> open == null
                                ? Uni.createFrom().item(new Next.Nothing())
                                : attempts.next(connection, open, invoice, now)));
    }

    /** The case stays open until the subscription is paused, so that a crash in between only repeats it. */
    private Uni<Void> giveUp(Case open, Instant now) {
        return (config.pause() ? pause(open.tenant()) : Uni.createFrom().voidItem())
                .chain(() -> tenancy.sql(open.tenant(), connection -> cases.end(connection, open, "GIVEN_UP", now)));
    }

    private Uni<Void> pause(TenantId tenant) {
        return subscriptions
                .pause(tenant, ACTOR)
                .onFailure(Refusal.class)
                .invoke(ended -> LOG.infof("There is no subscription to pause tenant=%s", tenant))
                .onFailure(Refusal.class)
                .recoverWithNull();
    }
}

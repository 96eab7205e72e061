package usher.admin.notice.delivery;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import usher.admin.notice.Attempt;
import usher.admin.notice.delivery.Due.Call;
import usher.admin.notice.delivery.Due.Letter;
import usher.admin.notice.mail.Mails;
import usher.admin.notice.webhook.WebhookSender;

/**
 * Sends what is due, on every replica, every second. No transaction is open while the other side is waited for. What a replica
 * that died has claimed is due again when its claim is over, so that it is sent twice rather than never.
 */
@ApplicationScoped
class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    private final WebhookSender webhooks;
    private final Mails mails;
    private final Results results;
    private final InstantSource clock;
    private final Lanes<Call> calls;
    private final Lanes<Letter> letters;

    Deliveries(
            Claims claims,
            WebhookSender webhooks,
            Mails mails,
            Results results,
            DeliveryConfig config,
            InstantSource clock) {
        this.webhooks = webhooks;
        this.mails = mails;
        this.results = results;
        this.clock = clock;
        this.calls = new Lanes<>(config.webhooks(), claims::webhooks, this::call);
        this.letters = new Lanes<>(Math.min(config.mails(), mails.atOnce()), claims::mails, this::write);
    }

    /** Goes on while an earlier sweep waits for somebody slow. */
    @Scheduled(
            every = "${usher.notice.sweep:1s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.PROCEED)
    Uni<Void> now() {
        return sweep(clock.instant()).replaceWithVoid();
    }

    /** Attempts all that was due at that moment; answers how much it was. */
    Uni<Integer> sweep(Instant moment) {
        var mailed = mails.isResting() ? Uni.createFrom().item(0) : tolerant(letters.sweep(moment));
        return Uni.combine().all().unis(tolerant(calls.sweep(moment)), mailed).with(Integer::sum);
    }

    private static Uni<Integer> tolerant(Uni<Integer> sweep) {
        return sweep.onFailure()
                .invoke(failure -> LOG.warnf("Notices wait to be sent cause=%s", failure.toString()))
                .onFailure()
                .recoverWithItem(0);
    }

    private Uni<Void> call(Call due) {
        return attempt(due, () -> webhooks.send(due.webhook()));
    }

    private Uni<Void> write(Letter due) {
        return attempt(due, () -> mails.send(due.mail()));
    }

    /** What cannot be sent, or whose result cannot be stored, keeps nothing else waiting. */
    private Uni<Void> attempt(Due due, Supplier<Uni<Attempt>> send) {
        long begun = System.nanoTime();
        return Uni.createFrom()
                .deferred(() -> send.get())
                .onFailure()
                .invoke(failure -> LOG.errorf(
                        failure,
                        "A notice could not be sent tenant=%s notice=%s",
                        due.delivery().tenant(),
                        due.delivery().notice()))
                .onFailure()
                .recoverWithItem(Attempt.failed("undeliverable"))
                .chain(attempt -> results.store(due, attempt, (int) ((System.nanoTime() - begun) / 1_000_000)))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "What came of a delivery was not stored tenant=%s notice=%s cause=%s",
                        due.delivery().tenant(), due.delivery().notice(), failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}

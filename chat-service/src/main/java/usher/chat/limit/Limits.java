package usher.chat.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.Admission.Allowance;
import usher.chat.limit.Admission.Reservation;
import usher.contracts.id.TenantId;
import usher.kit.time.Ids;

/**
 * Admits turns and settles them, one Redis round trip each: what a turn may cost is reserved before and replaced by what it
 * did cost after. Redis holds leases, reservations and cached totals that are counted anew from the receipts whenever they
 * are missing or in doubt; the fence in Postgres is what keeps a late turn out. See ADR 17.
 */
@ApplicationScoped
public class Limits {
    private static final Logger LOG = Logger.getLogger(Limits.class);
    private static final long FIRST_WAIT_MILLIS = 20;
    private static final long LONGEST_WAIT_MILLIS = 400;
    private static final Duration LEAVE_REDIS_ALONE = Duration.ofSeconds(1);

    private final Plans plans;
    private final Books books;
    private final LocalCap local;
    private final LimitConfig config;
    private final Ids ids;
    private final InstantSource clock;
    private final Vertx vertx;

    private volatile Instant redisAwayUntil = Instant.MIN;

    Limits(Plans plans, Books books, LocalCap local, LimitConfig config, Ids ids, InstantSource clock, Vertx vertx) {
        this.plans = plans;
        this.books = books;
        this.local = local;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** As {@link #admit}, with anything but admission as the refusal that tells why. */
    public Uni<Admitted> take(TenantId tenant, Asker asker, Estimate estimate) {
        return admit(tenant, asker, estimate).map(admission -> {
            if (admission instanceof Admitted admitted) {
                return admitted;
            }
            throw Refusals.of(admission, config.upgradeUrl());
        });
    }

    public Uni<Admission> admit(TenantId tenant, Asker asker, Estimate estimate) {
        return plans.of(tenant, asker)
                .chain(known -> known.map(terms -> terms.exhausted() == null
                                ? admit(new Attempt(terms, asker, estimate, ids.next(), 0, Duration.ZERO))
                                : Uni.createFrom().item(Admission.QuotaReached.of(terms.exhausted())))
                        .orElseGet(() -> Uni.createFrom().item(new Admission.NotReady())));
    }

    /** Ends a turn; what it used is in the ledger by now. */
    public Uni<Void> settle(TenantId tenant, Reservation held, Spent spent) {
        return end(tenant, held, spent);
    }

    /** Ends a turn of which only the ledger knows what it used. */
    public Uni<Void> release(TenantId tenant, Reservation held) {
        return end(tenant, held, null);
    }

    /** Something was metered that nobody held: totals are counted anew before anybody else is admitted. */
    public Uni<Void> doubt(TenantId tenant) {
        return plans.of(tenant, Asker.errand(ids.next()))
                .chain(known -> known.filter(terms -> !terms.accounts().isEmpty())
                        .map(terms -> books.doubt(tenant, terms.accounts()))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> end(TenantId tenant, Reservation held, @Nullable Spent spent) {
        var hold = held.hold();
        if (hold == null) {
            books.doubt(tenant);
            return Uni.createFrom().voidItem();
        }
        return books.settle(tenant, held, hold, spent);
    }

    /** Holds the conversation and the money a while longer for a turn that still runs. */
    public Uni<Void> renew(Reservation held) {
        var hold = held.hold();
        return hold == null ? Uni.createFrom().voidItem() : books.renew(held, hold);
    }

    private Uni<Admission> admit(Attempt attempt) {
        if (clock.instant().isBefore(redisAwayUntil)) {
            return Uni.createFrom().item(withoutRedis(attempt));
        }
        return books.admit(attempt)
                .chain(reply -> heard(attempt, reply))
                .onFailure(RedisScripts.Away.class)
                .recoverWithItem(away -> {
                    LOG.warnf("Redis is away, only free answers go on cause=%s", away.getCause());
                    redisAwayUntil = clock.instant().plus(LEAVE_REDIS_ALONE);
                    return withoutRedis(attempt);
                });
    }

    private Uni<Admission> heard(Attempt attempt, JsonObject reply) {
        return switch (reply.getString("what")) {
            case "uncounted" ->
                books.recount(attempt.account(reply))
                        .chain(ours -> ours
                                ? admit(attempt.after(Duration.ZERO))
                                : again(attempt, new Admission.Unavailable()));
            case "held" -> again(attempt, new Admission.Held(reply.getString("metric"), attempt.rates(reply)));
            default -> Uni.createFrom().item(decided(attempt, reply));
        };
    }

    private static Admission decided(Attempt attempt, JsonObject reply) {
        return switch (reply.getString("what")) {
            case "admitted" -> attempt.admitted(reply);
            case "busy" -> new Admission.Busy(attempt.rates(reply));
            case "fast" ->
                new Admission.TooFast(Duration.ofMillis(Attempt.number(reply, "wait")), attempt.rates(reply));
            case "reached" -> attempt.reached(reply);
            default -> throw new IllegalStateException("The admission script says nothing else");
        };
    }

    /** Asks again after a short, uneven wait; {@code otherwise} once the asker has waited long enough. */
    private Uni<Admission> again(Attempt attempt, Admission otherwise) {
        if (attempt.waited().compareTo(config.patience()) >= 0) {
            return Uni.createFrom().item(otherwise);
        }
        long most = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(attempt.number(), 5));
        long wait = ThreadLocalRandom.current().nextLong(most / 2, most + 1);
        return Uni.createFrom()
                .emitter(waiting -> vertx.setTimer(wait, timer -> waiting.complete(null)))
                .chain(() -> admit(attempt.after(Duration.ofMillis(wait))));
    }

    /** What costs nothing goes on within a cap of this replica; what could cost money waits for Redis. */
    private Admission withoutRedis(Attempt attempt) {
        if (!attempt.estimate().isFree()) {
            return new Admission.Unavailable();
        }
        var tenant = attempt.terms().tenant();
        var wait = local.take("t:" + tenant, config.localPerMinute());
        if (wait.isPositive()) {
            return new Admission.TooFast(wait, List.of());
        }
        var allowance = new Allowance(null, attempt.terms().monthEnd(), List.of(), List.of());
        var reservation = new Reservation(attempt.token(), "", List.of(), null);
        return new Admitted(reservation, Grant.unbounded(attempt.estimate().maxTokens()), allowance);
    }
}

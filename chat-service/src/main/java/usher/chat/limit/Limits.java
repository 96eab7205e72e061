package usher.chat.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.chat.limit.Admission.Admitted;
import usher.chat.limit.Admission.Allowance;
import usher.chat.limit.Admission.Reservation;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.Limit;
import usher.contracts.event.Metric;
import usher.contracts.id.TenantId;
import usher.kit.tenant.TenantSnapshots;

/**
 * Admits turns and settles them, one Redis round trip each. Redis holds leases for liveness and a cached total that is
 * counted anew from the stored answers when it is missing; the fence in Postgres is what keeps a late turn out.
 */
@ApplicationScoped
public class Limits {
    private static final long UNLIMITED = -1;
    private static final long MINUTE_MILLIS = 60_000;
    private static final Duration QUOTA_LIFE = Duration.ofDays(40);

    private final Entitlements entitlements;
    private final TenantSnapshots tenants;
    private final RedisScripts scripts;
    private final AnsweredMessages answered;
    private final LimitConfig config;
    private final InstantSource clock;

    Limits(
            Entitlements entitlements,
            TenantSnapshots tenants,
            RedisScripts scripts,
            AnsweredMessages answered,
            LimitConfig config,
            InstantSource clock) {
        this.entitlements = entitlements;
        this.tenants = tenants;
        this.scripts = scripts;
        this.answered = answered;
        this.config = config;
        this.clock = clock;
    }

    /** {@code speaker} is what may have one turn at a time: the conversation, or the visitor who opens one. */
    public Uni<Admission> admit(TenantId tenant, UUID speaker) {
        return Uni.combine()
                .all()
                .unis(entitlements.of(tenant), tenants.find(tenant))
                .asTuple()
                .chain(known -> known.getItem1()
                        .map(plan -> admit(
                                plan,
                                month(
                                        known.getItem2() == null
                                                ? "UTC"
                                                : known.getItem2().timeZone()),
                                speaker))
                        .orElseGet(() -> Uni.createFrom().item(new Admission.NotReady())));
    }

    /** Ends a turn; a turn that answered nothing costs no quota. */
    public Uni<Void> settle(Reservation held, boolean answeredSomething) {
        return scripts.settle(held, answeredSomething);
    }

    /** Holds the conversation a while longer for a turn that still runs. */
    public Uni<Void> renew(Reservation held) {
        return scripts.renew(held, config.lease());
    }

    private Uni<Admission> admit(EntitlementsChanged plan, Month month, UUID speaker) {
        var tenant = plan.tenant();
        var ask = new Ask(
                new Reservation(
                        "t:" + tenant + ":lease:" + speaker,
                        "t:" + tenant + ":quota:" + Metric.MESSAGES + ":" + month.name(),
                        UUID.randomUUID().toString()),
                "t:" + tenant + ":rate:" + Metric.REQUESTS,
                amount(plan, Metric.MESSAGES),
                amount(plan, Metric.REQUESTS),
                month);
        return script(ask)
                .chain(reply -> reply.get(0).toInteger() == 4
                        ? answered.since(tenant, month.start())
                                .chain(count -> scripts.startQuota(ask.held().quotaKey(), count, QUOTA_LIFE))
                                .chain(() -> script(ask))
                                .map(again -> read(again, ask))
                        : Uni.createFrom().item(read(reply, ask)));
    }

    private record Ask(Reservation held, String rateKey, long quota, long perMinute, Month month) {}

    private Uni<Response> script(Ask ask) {
        double interval = ask.perMinute() < 0 ? 0 : (double) MINUTE_MILLIS / Math.max(ask.perMinute(), 1);
        return scripts.admit(
                List.of(ask.held().leaseKey(), ask.held().quotaKey(), ask.rateKey()),
                List.of(
                        ask.held().token(),
                        Long.toString(config.lease().toMillis()),
                        Long.toString(ask.quota()),
                        Long.toString(clock.millis()),
                        Double.toString(interval),
                        Long.toString(Math.max(ask.perMinute(), 0))));
    }

    private Admission read(Response reply, Ask ask) {
        long first = reply.get(1).toLong();
        long second = reply.get(2).toLong();
        return switch (reply.get(0).toInteger()) {
            case 0 ->
                new Admitted(
                        ask.held(),
                        new Allowance(
                                ask.quota() < 0 ? null : first,
                                ask.month().end(),
                                ask.perMinute() < 0 ? null : ask.perMinute(),
                                ask.perMinute() < 0 ? null : second));
            case 1 -> new Admission.TooFast(Duration.ofMillis(first), ask.perMinute());
            case 2 -> new Admission.Busy();
            case 3 ->
                new Admission.QuotaReached(
                        Metric.MESSAGES, ask.quota(), first, ask.month().end());
            default -> throw new IllegalStateException("The quota vanished while it was being counted");
        };
    }

    private static long amount(EntitlementsChanged plan, String metric) {
        for (Limit limit : plan.limits()) {
            if (limit.metric().equals(metric) && limit.hard()) {
                @Nullable Long amount = limit.amount();
                return amount == null ? UNLIMITED : amount;
            }
        }
        return UNLIMITED;
    }

    private record Month(String name, Instant start, Instant end) {}

    /** The calendar month in the tenant's zone, so that a new month is a new counter and nothing has to be reset. */
    private Month month(String timeZone) {
        var zone = ZoneId.of(timeZone);
        var month = YearMonth.from(clock.instant().atZone(zone));
        return new Month(
                month.toString(),
                month.atDay(1).atStartOfDay(zone).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
    }
}

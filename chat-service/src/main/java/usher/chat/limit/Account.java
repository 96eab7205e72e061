package usher.chat.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
import usher.contracts.event.Metric;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;

/**
 * What a tenant, or one visitor of it, uses in one period, by the tenant's calendar and clock; a new period is a new key, so nothing
 * is ever reset.
 */
record Account(
        TenantId tenant,
        @Nullable VisitorId visitor,
        String key,
        String followingKey,
        Instant start,
        Instant end,
        List<Limit> limits) {
    private static final Set<String> METERED = Set.of(Metric.MESSAGES, Metric.CONVERSATIONS, Spent.TOKENS, Metric.COST);
    private static final Duration KEPT = Duration.ofDays(2);

    /** One for each period in which the plan limits something that is metered here. */
    static List<Account> of(EntitlementsChanged plan, ZoneId zone, Instant now) {
        var accounts = new ArrayList<Account>();
        var limited = plan.limits().stream()
                .filter(limit -> METERED.contains(limit.metric()) && limit.amount() != null)
                .toList();
        for (var period : List.of(Period.DAY, Period.MONTH)) {
            var limits =
                    limited.stream().filter(limit -> limit.period() == period).toList();
            if (!limits.isEmpty()) {
                accounts.add(of(plan.tenant(), period, limits, zone, now));
            }
        }
        return accounts;
    }

    private static Account of(TenantId tenant, Period period, List<Limit> limits, ZoneId zone, Instant now) {
        var today = now.atZone(zone).toLocalDate();
        var first = period == Period.DAY ? today : today.withDayOfMonth(1);
        var next = period == Period.DAY ? today.plusDays(1) : first.plusMonths(1);
        return new Account(
                tenant,
                null,
                key(tenant, period, first),
                key(tenant, period, next),
                at(first, zone),
                at(next, zone),
                limits);
    }

    /** A visitor's day. Without a limit it is counted all the same: there may be one before the day is over. */
    static Account of(TenantId tenant, VisitorId visitor, @Nullable Long messages, ZoneId zone, Instant now) {
        var today = now.atZone(zone).toLocalDate();
        var prefix = "t:" + tenant + ":used:" + visitor + ":";
        return new Account(
                tenant,
                visitor,
                prefix + today,
                prefix + today.plusDays(1),
                at(today, zone),
                at(today.plusDays(1), zone),
                messages == null ? List.of() : List.of(new Limit(Metric.MESSAGES, messages, Period.DAY, true)));
    }

    static Instant endOfMonth(ZoneId zone, Instant now) {
        return at(YearMonth.from(now.atZone(zone)).plusMonths(1).atDay(1), zone);
    }

    String holdsKey() {
        return key + ":holds";
    }

    String lockKey() {
        return key + ":counting";
    }

    long ttlMillis(Instant now) {
        return Duration.between(now, end).plus(KEPT).toMillis();
    }

    private static Instant at(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static String key(TenantId tenant, Period period, LocalDate first) {
        var name =
                period == Period.DAY ? first.toString() : YearMonth.from(first).toString();
        return "t:" + tenant + ":used:" + name;
    }
}

package usher.chat.limit;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.Exhausted;
import usher.contracts.event.Limit;
import usher.contracts.event.Metric;
import usher.contracts.event.VisitorGrant;
import usher.contracts.id.TenantId;
import usher.kit.access.Authenticator;

/**
 * What binds one asker right now: requests per minute of the tenant, the visitor and the address, and what is used in each period.
 * {@code exhausted} is a limit that is not counted here and leaves no more turns.
 */
record Terms(
        TenantId tenant,
        String leaseKey,
        List<PerMinute> rates,
        List<Account> accounts,
        Instant monthEnd,
        @Nullable Exhausted exhausted) {
    /** Metrics that turns use, by what their names begin with; others are the business of who uses them. */
    private static final List<String> OF_TURNS = List.of("tokens.", "turn.", "turns.", "messages.", "conversations.");

    /** One limit per minute and where its requests are kept. */
    record PerMinute(String name, String key, long most) {}

    /** {@code own} is what the visitor may use by itself, where visitors are sold something. */
    static Terms of(
            EntitlementsChanged plan,
            Optional<VisitorGrant> own,
            ZoneId zone,
            Asker asker,
            LimitConfig config,
            Instant now) {
        var accounts = new ArrayList<>(Account.of(plan, zone, now));
        if (asker.subscriber() != null && own.isPresent()) {
            accounts.add(Account.of(plan.tenant(), asker.subscriber(), own.get().messagesPerDay(), zone, now));
        }
        return new Terms(
                plan.tenant(),
                "t:" + plan.tenant() + ":lease:" + asker.speaker(),
                rates(plan, asker, config),
                List.copyOf(accounts),
                Account.endOfMonth(zone, now),
                asker.errand() ? null : exhausted(plan, zone, now));
    }

    /** What billing-service says is used up, or what the plan has none of; an errand of a turn that has begun goes on. */
    private static @Nullable Exhausted exhausted(EntitlementsChanged plan, ZoneId zone, Instant now) {
        for (var limit : plan.exhausted()) {
            if (isOfTurns(limit.metric()) && limit.holds(now)) {
                return limit;
            }
        }
        for (var limit : plan.limits()) {
            if (isOfTurns(limit.metric()) && limit.hard() && Long.valueOf(0).equals(limit.amount())) {
                return new Exhausted(limit.metric(), limit.period(), 0, 0, Account.endOfMonth(zone, now));
            }
        }
        return null;
    }

    private static boolean isOfTurns(String metric) {
        return OF_TURNS.stream().anyMatch(metric::startsWith);
    }

    private static List<PerMinute> rates(EntitlementsChanged plan, Asker asker, LimitConfig config) {
        var rates = new ArrayList<PerMinute>();
        if (asker.errand()) {
            return rates;
        }
        var prefix = "t:" + plan.tenant() + ":rate:";
        add(rates, Admission.Rate.TENANT, prefix + Metric.REQUESTS, perMinute(plan, Metric.REQUESTS, null));
        if (asker.visitor() != null) {
            var most = perMinute(plan, Metric.REQUESTS + ".visitor", config.visitorPerMinute());
            add(rates, "visitor", prefix + "visitor:" + asker.visitor().value(), most);
        }
        if (asker.address() != null) {
            var most = perMinute(plan, Metric.REQUESTS + ".address", config.addressPerMinute());
            add(rates, "address", prefix + "address:" + hidden(plan.tenant(), asker.address()), most);
        }
        return rates;
    }

    private static void add(List<PerMinute> rates, String name, String key, @Nullable Long most) {
        if (most != null) {
            rates.add(new PerMinute(name, key, most));
        }
    }

    /** An address is personal data: Redis sees a digest that is of no use at another tenant. */
    static String hidden(TenantId tenant, String address) {
        return Authenticator.sha256(tenant + "/" + address).substring(0, 32);
    }

    /** A limit without an amount is unlimited; without a limit there is what the configuration says. */
    private static @Nullable Long perMinute(EntitlementsChanged plan, String metric, @Nullable Long otherwise) {
        for (var limit : plan.limits()) {
            if (limit.metric().equals(metric) && limit.period() == Limit.Period.MINUTE) {
                return limit.amount();
            }
        }
        return otherwise;
    }
}

package usher.chat.limit;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.Limit;
import usher.contracts.event.Metric;
import usher.contracts.event.VisitorGrant;
import usher.contracts.id.TenantId;
import usher.kit.access.Authenticator;

/** What binds one asker right now: requests per minute of the tenant, the visitor and the address, and what is used in each period. */
record Terms(TenantId tenant, String leaseKey, List<PerMinute> rates, List<Account> accounts, Instant monthEnd) {
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
                Account.endOfMonth(zone, now));
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

package usher.chat.limit;

import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.Event;
import usher.contracts.event.Exhausted;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
import usher.contracts.event.Metric;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;

/** Entitlements as billing-service would have announced them. */
public final class TestEntitlements {
    private TestEntitlements() {}

    public static void grant(TenantId tenant, @Nullable Long messages, @Nullable Long perMinute) {
        announce(1, tenant, messages, perMinute);
    }

    public static void announce(long version, TenantId tenant, @Nullable Long messages, @Nullable Long perMinute) {
        announce(
                version,
                tenant,
                new Limit(Metric.MESSAGES, messages, Period.MONTH, true),
                new Limit(Metric.REQUESTS, perMinute, Period.MINUTE, true));
    }

    public static void announce(long version, TenantId tenant, Limit... limits) {
        announce(version, tenant, "custom", limits);
    }

    public static void announce(long version, TenantId tenant, String plan, Limit... limits) {
        announce(new EntitlementsChanged(tenant, version, plan, List.of(limits), "2026-1"));
    }

    /** A plan that opens these features and providers, with enough of everything. */
    public static void open(
            long version, TenantId tenant, Map<String, String> features, @Nullable List<String> providers) {
        var limits = List.of(
                new Limit(Metric.MESSAGES, 1000L, Period.MONTH, true),
                new Limit(Metric.REQUESTS, 1000L, Period.MINUTE, true));
        announce(new EntitlementsChanged(tenant, version, "custom", limits, "2026-1", features, providers));
    }

    /** A plan whose limits are used up as far as billing-service says so. */
    public static void exhaust(long version, TenantId tenant, List<Limit> limits, Exhausted... exhausted) {
        announce(new EntitlementsChanged(
                tenant, version, "custom", limits, "2026-1", Map.of(), null, List.of(exhausted)));
    }

    private static void announce(EntitlementsChanged data) {
        var event = new Event<>(
                new EventId(UUID.randomUUID()),
                "usher/billing-service",
                data.type(),
                data.tenant(),
                Instant.now(),
                data);
        CDI.current()
                .select(Entitlements.class)
                .get()
                .store(List.of(event))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}

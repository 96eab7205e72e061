package usher.contracts.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/**
 * What a tenant's plan allows, complete each time; {@code version} grows with every change. A metric without a limit is
 * unlimited, and without {@code providers} every model provider may be used. {@code features} are the plan's switches. {@code
 * exhausted} are the hard limits that the ledger says are used up.
 */
public record EntitlementsChanged(
        TenantId tenant,
        long version,
        String plan,
        List<Limit> limits,
        String priceList,
        Map<String, String> features,
        @Nullable List<String> providers,
        List<Exhausted> exhausted)
        implements EventData {
    public static final String TYPE = "usher.entitlements.changed.v1";

    public EntitlementsChanged {
        Required.positive(version, "version");
        Required.present(tenant, "tenant");
        limits = List.copyOf(limits);
        // Absent in events from before there were any.
        features = features == null ? Map.of() : Map.copyOf(features);
        providers = providers == null ? null : List.copyOf(providers);
        exhausted = exhausted == null ? List.of() : List.copyOf(exhausted);
    }

    /** A plan that opens all providers and no feature of its own. */
    public EntitlementsChanged(TenantId tenant, long version, String plan, List<Limit> limits, String priceList) {
        this(tenant, version, plan, limits, priceList, Map.of(), null);
    }

    /** Under which nothing is used up. */
    public EntitlementsChanged(
            TenantId tenant,
            long version,
            String plan,
            List<Limit> limits,
            String priceList,
            Map<String, String> features,
            @Nullable List<String> providers) {
        this(tenant, version, plan, limits, priceList, features, providers, List.of());
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Topic topic() {
        return Topic.ENTITLEMENTS;
    }
}

package usher.chat.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.EntitlementsChanged;

/** What one tenant's plan opens. Without {@code providers} all model providers may be used; the engine of this process always may. */
public record Grant(Map<String, String> features, @Nullable List<String> providers) {
    /** Of a tenant of whom nothing was said yet: limits hold it back, not this. */
    static final Grant ALL = new Grant(Map.of(), null);

    private static final String LOCAL = "local";
    private static final String CLOSED = "false";

    static Grant of(EntitlementsChanged entitlements) {
        return new Grant(entitlements.features(), entitlements.providers());
    }

    public boolean opens(Feature feature) {
        return !CLOSED.equals(features.get(feature.key()));
    }

    public boolean provides(String provider) {
        return providers == null || provider.equals(LOCAL) || providers.contains(provider);
    }
}

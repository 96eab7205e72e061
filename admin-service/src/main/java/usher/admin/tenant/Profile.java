package usher.admin.tenant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Branding;

/** All that can be changed of a tenant, complete and in its normal form. */
record Profile(
        String name,
        @Nullable String domain,
        List<String> allowedOrigins,
        String locale,
        String timeZone,
        @Nullable Integer retentionDays,
        Branding branding) {
    Profile {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** What a new tenant starts with. No page may use its publishable key until an origin is allowed. */
    static Profile named(String name) {
        var displayName = name.substring(0, Math.min(name.length(), ChangeBranding.LONGEST_NAME));
        var branding = new Branding(displayName, "#0f766e", "Hi, how can I help you?", "bottom-right", List.of());
        return new Profile(name, null, List.of(), "en", "UTC", null, branding);
    }
}

package usher.admin.tenant;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Branding;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.TenantId;

/** A tenant as the console shows it, with the publishable key that its pages embed. */
record TenantView(
        TenantId id,
        String name,
        @Nullable String domain,
        TenantStatus status,
        List<String> allowedOrigins,
        String locale,
        String timeZone,
        @Nullable Integer retentionDays,
        Branding branding,
        @Nullable String publishableKey,
        Instant createdAt,
        Instant updatedAt) {
    static TenantView of(Tenant tenant, @Nullable String publishableKey) {
        var profile = tenant.profile();
        return new TenantView(
                tenant.id(),
                profile.name(),
                profile.domain(),
                tenant.status(),
                profile.allowedOrigins(),
                profile.locale(),
                profile.timeZone(),
                profile.retentionDays(),
                profile.branding(),
                publishableKey,
                tenant.createdAt(),
                tenant.updatedAt());
    }
}

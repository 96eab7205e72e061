package usher.contracts.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/**
 * Everything other services need to know of a tenant, complete each time. {@code version} grows with every change; a
 * consumer ignores what is not newer than what it has. {@code retentionDays} absent means that the plan decides.
 * {@code members} is how many there are, absent in events from before that was told.
 */
public record TenantChanged(
        TenantId tenant,
        long version,
        String name,
        TenantStatus status,
        List<TenantKey> keys,
        List<String> allowedOrigins,
        Branding branding,
        String locale,
        String timeZone,
        @Nullable Integer retentionDays,
        List<IdentityKey> identityKeys,
        @Nullable Integer members)
        implements EventData {
    public static final String TYPE = "usher.tenant.changed.v1";

    public TenantChanged {
        Required.positive(version, "version");
        Required.present(tenant, "tenant");
        Required.present(status, "status");
        keys = List.copyOf(keys);
        allowedOrigins = List.copyOf(allowedOrigins);
        identityKeys = List.copyOf(identityKeys);
    }

    /** That does not say how many members there are. */
    public TenantChanged(
            TenantId tenant,
            long version,
            String name,
            TenantStatus status,
            List<TenantKey> keys,
            List<String> allowedOrigins,
            Branding branding,
            String locale,
            String timeZone,
            @Nullable Integer retentionDays,
            List<IdentityKey> identityKeys) {
        this(
                tenant,
                version,
                name,
                status,
                keys,
                allowedOrigins,
                branding,
                locale,
                timeZone,
                retentionDays,
                identityKeys,
                null);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Topic topic() {
        return Topic.TENANTS;
    }
}

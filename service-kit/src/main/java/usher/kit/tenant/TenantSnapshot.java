package usher.kit.tenant;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Branding;
import usher.contracts.event.IdentityKey;
import usher.contracts.event.TenantChanged;
import usher.contracts.event.TenantKey;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.TenantId;

/** What admin-service last said of a tenant. */
public record TenantSnapshot(TenantChanged data) {
    public TenantId id() {
        return data.tenant();
    }

    public String name() {
        return data.name();
    }

    public TenantStatus status() {
        return data.status();
    }

    public Branding branding() {
        return data.branding();
    }

    public String locale() {
        return data.locale();
    }

    public String timeZone() {
        return data.timeZone();
    }

    public List<IdentityKey> identityKeys() {
        return data.identityKeys();
    }

    /** The key with this digest, unless it has ended. */
    public @Nullable TenantKey key(String sha256, Instant now) {
        for (var key : data.keys()) {
            if (key.sha256().equals(sha256)) {
                return key.expiresAt() == null || now.isBefore(key.expiresAt()) ? key : null;
            }
        }
        return null;
    }

    /** Whether a page of this origin may use the tenant's publishable key; {@code https://*.example.com} takes any subdomain. */
    public boolean allowsOrigin(String origin) {
        return data.allowedOrigins().stream().anyMatch(allowed -> matches(allowed, origin));
    }

    private static boolean matches(String allowed, String origin) {
        int star = allowed.indexOf("*.");
        if (star < 0) {
            return allowed.equals(origin);
        }
        var scheme = allowed.substring(0, star);
        var domain = allowed.substring(star + 1);
        return origin.startsWith(scheme)
                && origin.endsWith(domain)
                && origin.length() > scheme.length() + domain.length()
                && origin.substring(scheme.length(), origin.length() - domain.length())
                        .chars()
                        .allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '.');
    }
}

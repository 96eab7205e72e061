package usher.kit.test;

import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import usher.contracts.event.Branding;
import usher.contracts.event.Event;
import usher.contracts.event.IdentityKey;
import usher.contracts.event.TenantChanged;
import usher.contracts.event.TenantKey;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.EventId;
import usher.contracts.id.KeyId;
import usher.contracts.id.TenantId;
import usher.kit.access.Authenticator;
import usher.kit.seal.Sealer;
import usher.kit.tenant.TenantSnapshots;

/** Tenants as admin-service would have announced them. */
public final class TestTenants {
    public static final String ORIGIN = "https://shop.example.com";
    public static final String IDENTITY_SECRET = "an identity secret of more than 32 characters";

    private TestTenants() {}

    public record TestTenant(TenantId id, String publishableKey, String secretKey) {}

    /** A new tenant with both kinds of keys, usable from {@link #ORIGIN}. */
    public static TestTenant active() {
        return announced(new TenantId(UUID.randomUUID()), 1, TenantStatus.ACTIVE);
    }

    /** The same tenant later on; keys are derived from the id, so they stay. */
    public static TestTenant announced(TenantId id, long version, TenantStatus status) {
        var tenant = new TestTenant(id, "pk_test" + id.value(), "sk_test" + id.value());
        var data = new TenantChanged(
                id,
                version,
                "Tenant " + id,
                status,
                List.of(
                        key(TenantKey.Kind.PUBLISHABLE, tenant.publishableKey()),
                        key(TenantKey.Kind.SECRET, tenant.secretKey())),
                List.of(ORIGIN),
                new Branding("Test", "#0b7a5b", "Hello", "bottom-right", List.of()),
                "en",
                "UTC",
                null,
                List.of(new IdentityKey("k1", "HS256", bean(Sealer.class).seal(id, IDENTITY_SECRET), null)));
        var event = new Event<>(
                new EventId(UUID.randomUUID()), "usher/admin-service", data.type(), id, Instant.now(), data);
        bean(TenantSnapshots.class).store(List.of(event)).await().atMost(Duration.ofSeconds(10));
        return tenant;
    }

    private static TenantKey key(TenantKey.Kind kind, String text) {
        return new TenantKey(
                new KeyId(UUID.randomUUID()), kind, Authenticator.sha256(text), text.substring(0, 12), null);
    }

    private static <T> T bean(Class<T> type) {
        return CDI.current().select(type).get();
    }
}

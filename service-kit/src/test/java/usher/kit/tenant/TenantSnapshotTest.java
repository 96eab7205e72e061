package usher.kit.tenant;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.contracts.event.Branding;
import usher.contracts.event.TenantChanged;
import usher.contracts.event.TenantKey;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.KeyId;
import usher.contracts.id.TenantId;

class TenantSnapshotTest {
    private static final Instant END = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void allowsTheListedOriginsAndTheSubdomainsOfAStar() {
        var tenant = tenant("https://shop.example.com", "https://*.example.org", "http://localhost:8080");

        for (var good : List.of(
                "https://shop.example.com",
                "https://a.example.org",
                "https://a.b.example.org",
                "http://localhost:8080")) {
            assertTrue(tenant.allowsOrigin(good), good);
        }
        for (var bad : List.of(
                "https://example.com",
                "http://shop.example.com",
                "https://shop.example.com:444",
                "https://shop.example.com.evil.test",
                "https://example.org",
                "https://evil.test/.example.org",
                "https://evil.test#.example.org",
                "null",
                "")) {
            assertFalse(tenant.allowsOrigin(bad), bad);
        }
    }

    @Test
    void forgetsAKeyAtItsEnd() {
        var tenant = tenant();

        assertNotNull(tenant.key("0".repeat(64), END.minusSeconds(1)));
        assertNull(tenant.key("0".repeat(64), END));
        assertNull(tenant.key("1".repeat(64), END.minusSeconds(1)));
    }

    private static TenantSnapshot tenant(String... origins) {
        return new TenantSnapshot(new TenantChanged(
                new TenantId(UUID.randomUUID()),
                1,
                "Test",
                TenantStatus.ACTIVE,
                List.of(new TenantKey(
                        new KeyId(UUID.randomUUID()), TenantKey.Kind.SECRET, "0".repeat(64), "sk_000000000", END)),
                List.of(origins),
                new Branding("Test", "#000000", "Hello", "bottom-right", List.of()),
                "en",
                "UTC",
                null,
                List.of()));
    }
}

package usher.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.KeyId;

/**
 * A key of a tenant, never the key itself: {@code sha256} is the lower-case hex digest of the whole key text,
 * {@code prefix} its first 12 characters for people. A rotated key has an end; a revoked one is not listed.
 */
public record TenantKey(
        KeyId id,
        Kind kind,
        String sha256,
        String prefix,
        @Nullable Instant expiresAt) {
    public enum Kind {
        @JsonProperty("publishable")
        PUBLISHABLE,
        @JsonProperty("secret")
        SECRET
    }
}

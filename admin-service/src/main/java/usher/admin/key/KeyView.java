package usher.admin.key;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.TenantKey;
import usher.contracts.id.KeyId;

/** A key as its owner sees it later: {@code key} is the whole text of a publishable one, and absent for a secret one. */
public record KeyView(
        KeyId id,
        TenantKey.Kind kind,
        String prefix,
        @Nullable String key,
        @Nullable Instant expiresAt,
        Instant createdAt) {
    static KeyView of(AccessKey key) {
        return new KeyView(key.id(), key.kind(), key.prefix(), key.publishableKey(), key.expiresAt(), key.createdAt());
    }
}

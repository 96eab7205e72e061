package usher.admin.key;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.TenantKey;
import usher.contracts.id.KeyId;
import usher.contracts.id.TenantId;
import usher.kit.access.Authenticator;

/** A publishable or secret key at rest: its digest and, for people, its first characters. */
@Entity
@Table(name = "access_key")
class AccessKey {
    private static final int PREFIX_LENGTH = 12;

    @Id
    private UUID id;

    private UUID tenantId;

    @Enumerated(EnumType.STRING)
    private TenantKey.Kind kind;

    private String sha256;
    private String prefix;
    private @Nullable String publishableKey;
    private @Nullable Instant expiresAt;
    private Instant createdAt;
    private Instant updatedAt;

    protected AccessKey() {}

    AccessKey(TenantId tenant, KeyId id, TenantKey.Kind kind, String text, Instant now) {
        this.id = id.value();
        this.tenantId = tenant.value();
        this.kind = kind;
        this.sha256 = Authenticator.sha256(text);
        this.prefix = text.substring(0, PREFIX_LENGTH);
        this.publishableKey = kind == TenantKey.Kind.PUBLISHABLE ? text : null;
        this.createdAt = now;
        this.updatedAt = now;
    }

    KeyId id() {
        return new KeyId(id);
    }

    TenantId tenant() {
        return new TenantId(tenantId);
    }

    TenantKey.Kind kind() {
        return kind;
    }

    String prefix() {
        return prefix;
    }

    /** The whole key, only of a publishable one. */
    @Nullable
    String publishableKey() {
        return publishableKey;
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    boolean isLive(Instant now) {
        return expiresAt == null || expiresAt.isAfter(now);
    }

    /** Ends the key after the overlap. An end that is already set may come earlier, never later. */
    void retire(Duration overlap, Instant now) {
        var end = now.plus(overlap);
        if (expiresAt == null || expiresAt.isAfter(end)) {
            expiresAt = end;
            updatedAt = now;
        }
    }

    TenantKey published() {
        return new TenantKey(id(), kind, sha256, prefix, expiresAt);
    }
}

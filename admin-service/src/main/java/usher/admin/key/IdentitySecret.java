package usher.admin.key;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.IdentityKey;
import usher.contracts.id.KeyId;
import usher.contracts.id.TenantId;

/** A secret that a tenant's server signs the identity of its visitors with; sealed, and never shown again. */
@Entity
@Table(name = "identity_secret")
class IdentitySecret {
    private static final String HS256 = "HS256";

    @Id
    private UUID id;

    private UUID tenantId;
    private String algorithm;
    private String sealedSecret;
    private @Nullable Instant revokedAt;
    private Instant createdAt;

    protected IdentitySecret() {}

    IdentitySecret(TenantId tenant, KeyId id, String sealedSecret, Instant now) {
        this.id = id.value();
        this.tenantId = tenant.value();
        this.algorithm = HS256;
        this.sealedSecret = sealedSecret;
        this.createdAt = now;
    }

    KeyId id() {
        return new KeyId(id);
    }

    String algorithm() {
        return algorithm;
    }

    Instant createdAt() {
        return createdAt;
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    /** Whether it could be opened. */
    boolean reseal(Function<String, Optional<String>> again) {
        var resealed = again.apply(sealedSecret);
        resealed.ifPresent(renewed -> sealedSecret = renewed);
        return resealed.isPresent();
    }

    IdentityKey published() {
        return new IdentityKey(id().toString(), algorithm, sealedSecret, null);
    }
}

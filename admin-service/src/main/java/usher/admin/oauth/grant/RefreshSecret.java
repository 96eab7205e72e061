package usher.admin.oauth.grant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.kit.access.Authenticator;

/** A program's refresh token at rest. It is replaced when it is used. */
@Entity
@Table(name = "oauth_refresh_token")
class RefreshSecret {
    /** What it begins with, so that it is known for what it is wherever it turns up. */
    static final String PREFIX = "grt_";

    /** An answer that was lost on its way is asked for again: for this long after its first use a token still gets a successor. */
    static final Duration GRACE = Duration.ofSeconds(10);

    @Id
    private String sha256;

    private UUID tenantId;
    private UUID grantId;
    private Instant expiresAt;
    private @Nullable Instant replacedAt;

    protected RefreshSecret() {}

    RefreshSecret(String text, Grant grant, Instant expiresAt) {
        this.sha256 = Authenticator.sha256(text);
        this.tenantId = grant.tenant().value();
        this.grantId = grant.id().value();
        this.expiresAt = expiresAt;
    }

    void replace(Instant now) {
        if (replacedAt == null) {
            replacedAt = now;
        }
    }

    boolean wasStolen(Instant now) {
        return replacedAt != null && now.isAfter(replacedAt.plus(GRACE));
    }

    boolean holds(Instant now) {
        return now.isBefore(expiresAt);
    }

    UUID grant() {
        return grantId;
    }
}

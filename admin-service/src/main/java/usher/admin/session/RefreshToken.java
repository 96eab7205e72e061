package usher.admin.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.kit.access.Authenticator;

/** A refresh token at rest: the digest of 256 random bits. It is replaced when it is used. */
@Entity
@Table(name = "refresh_token")
class RefreshToken {
    static final Duration LIFE = Duration.ofHours(24);

    /**
     * Two tabs wake up and renew with the same token: that is no theft. For this long after its first use a token
     * still gets a successor, each tab its own. A thief who is that quick gets one too, but it is caught as soon as
     * any replaced token of the family is shown again; a shorter window would log honest people out.
     */
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    @Id
    private String sha256;

    private UUID sessionId;
    private Instant issuedAt;
    private Instant expiresAt;
    private @Nullable Instant replacedAt;

    protected RefreshToken() {}

    RefreshToken(String text, Session session, Instant now) {
        this.sha256 = Authenticator.sha256(text);
        this.sessionId = session.id();
        this.issuedAt = now;
        this.expiresAt = now.plus(LIFE);
    }

    static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return "rt_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    void replace(Instant now) {
        if (replacedAt == null) {
            replacedAt = now;
        }
    }

    boolean wasStolen(Instant now) {
        return replacedAt != null && now.isAfter(replacedAt.plus(GRACE));
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    UUID sessionId() {
        return sessionId;
    }
}

package usher.admin.oauth.grant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.kit.access.Authenticator;

/** An authorization code at rest: good once, for a minute, for who can name the redirect URI and prove the challenge. */
@Entity
@Table(name = "oauth_code")
class Code {
    static final Duration LIFE = Duration.ofSeconds(60);

    @Id
    private String sha256;

    private UUID tenantId;
    private UUID grantId;
    private String redirectUri;
    private String challenge;
    private Instant expiresAt;
    private @Nullable Instant redeemedAt;

    protected Code() {}

    Code(String text, Grant grant, Consent consent, Instant now) {
        this.sha256 = Authenticator.sha256(text);
        this.tenantId = grant.tenant().value();
        this.grantId = grant.id().value();
        this.redirectUri = consent.redirectUri();
        this.challenge = consent.challenge();
        this.expiresAt = now.plus(LIFE);
    }

    void redeem(Instant now) {
        redeemedAt = now;
    }

    boolean wasRedeemed() {
        return redeemedAt != null;
    }

    boolean holds(Instant now) {
        return now.isBefore(expiresAt);
    }

    boolean isProvenBy(String redirectUri, String verifier) {
        return this.redirectUri.equals(redirectUri) && challenge.equals(s256(verifier));
    }

    UUID grant() {
        return grantId;
    }

    /** See RFC 7636, 4.6. */
    private static String s256(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

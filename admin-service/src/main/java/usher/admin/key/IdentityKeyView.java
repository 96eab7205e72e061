package usher.admin.key;

import java.time.Instant;

/** An identity key as its owner sees it later: what to put in the token's {@code kid}, without the secret. */
public record IdentityKeyView(String kid, String alg, Instant createdAt) {
    static IdentityKeyView of(IdentitySecret secret) {
        return new IdentityKeyView(secret.id().toString(), secret.algorithm(), secret.createdAt());
    }
}

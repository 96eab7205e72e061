package usher.admin.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A signing key from outside: from when it signs, and until when tokens that it signed are accepted. */
record SigningKeyView(
        String kid, Instant signsFrom, @Nullable Instant retiresAt, Instant createdAt) {
    static SigningKeyView of(SigningKey key) {
        return new SigningKeyView(key.kid(), key.signsFrom(), key.retiredAt(), key.createdAt());
    }
}

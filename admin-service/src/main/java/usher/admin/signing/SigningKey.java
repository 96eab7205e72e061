package usher.admin.signing;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A signing key at rest. Rows are only read here; they are written by statements that let the first replica win. */
@Entity
@Table(name = "signing_key")
class SigningKey {
    @Id
    private int generation;

    private String kid;
    private String publicJwk;
    private String sealedPrivateJwk;
    private Instant signsFrom;
    private @Nullable Instant retiredAt;
    private Instant createdAt;

    protected SigningKey() {}

    int generation() {
        return generation;
    }

    String kid() {
        return kid;
    }

    Instant signsFrom() {
        return signsFrom;
    }

    @Nullable
    Instant retiredAt() {
        return retiredAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    String publicJwk() {
        return publicJwk;
    }

    String sealedPrivateJwk() {
        return sealedPrivateJwk;
    }

    boolean signsAt(Instant now) {
        return !signsFrom.isAfter(now);
    }
}

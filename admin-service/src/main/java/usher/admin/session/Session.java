package usher.admin.session;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.MemberId;

/** One sign-in, and with it the family of refresh tokens that descend from it. */
@Entity
@Table(name = "member_session")
class Session {
    enum EndReason {
        LOGOUT,
        REUSE
    }

    @Id
    private UUID id;

    private UUID memberId;
    private Instant startedAt;
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable EndReason endReason;

    protected Session() {}

    Session(UUID id, MemberId member, Instant now) {
        this.id = id;
        this.memberId = member.value();
        this.startedAt = now;
    }

    void end(EndReason reason, Instant now) {
        if (endedAt == null) {
            endedAt = now;
            endReason = reason;
        }
    }

    boolean isOpen() {
        return endedAt == null;
    }

    UUID id() {
        return id;
    }

    UUID memberId() {
        return memberId;
    }

    Instant startedAt() {
        return startedAt;
    }
}

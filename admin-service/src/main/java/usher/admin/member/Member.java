package usher.admin.member;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.access.Caller;
import usher.kit.access.Role;
import usher.kit.problem.Refusal;

/** Somebody who works in the console. Active and suspended may become each other; deleted is for good. */
@Entity
@Table(name = "member")
public class Member {
    @Id
    private UUID id;

    private @Nullable UUID tenantId;
    private String email;
    private String name;
    private String passwordHash;
    private boolean passwordChangeDue;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Enumerated(EnumType.STRING)
    private MemberStatus status;

    private Instant sessionsFrom;
    private @Nullable Instant lastLoginAt;
    private Instant createdAt;
    private Instant updatedAt;

    protected Member() {}

    Member(Caller.Member as, String name, String passwordHash, boolean passwordChangeDue, Instant now) {
        var tenant = as.tenant();
        this.id = as.id().value();
        this.tenantId = tenant == null ? null : tenant.value();
        this.email = as.email();
        this.name = name;
        this.passwordHash = passwordHash;
        this.passwordChangeDue = passwordChangeDue;
        this.role = as.role();
        this.status = MemberStatus.ACTIVE;
        this.sessionsFrom = now;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Leaving the active state ends every sign-in so far, so that coming back does not revive an old one. */
    void move(MemberStatus to, Instant now) {
        if (status == to) {
            return;
        }
        if (status == MemberStatus.DELETED) {
            throw Refusal.conflict("member-deleted", "This member is deleted and cannot be changed any more.");
        }
        status = to;
        sessionsFrom = now;
        updatedAt = now;
    }

    /** Notes a sign-in, and replaces an outdated hash by one made with today's parameters. */
    public void signedIn(Instant now, @Nullable String newHash) {
        lastLoginAt = now;
        if (newHash != null) {
            passwordHash = newHash;
            updatedAt = now;
        }
    }

    /** A new password ends every sign-in so far: one of them may be why it was changed. */
    public void changePassword(Instant now, String newHash) {
        passwordHash = newHash;
        passwordChangeDue = false;
        sessionsFrom = now;
        updatedAt = now;
    }

    /** Whether the password is one that somebody else chose. */
    public boolean passwordChangeDue() {
        return passwordChangeDue;
    }

    public boolean isActive() {
        return status == MemberStatus.ACTIVE;
    }

    /** Whether a sign-in of that moment still counts. */
    public boolean acceptsSessionFrom(Instant startedAt) {
        return isActive() && !startedAt.isBefore(sessionsFrom);
    }

    /** Who the member is to the other services. */
    public Caller.Member asCaller() {
        return new Caller.Member(id(), email, role, tenant());
    }

    public MemberId id() {
        return new MemberId(id);
    }

    public @Nullable TenantId tenant() {
        return tenantId == null ? null : new TenantId(tenantId);
    }

    public String passwordHash() {
        return passwordHash;
    }

    String email() {
        return email;
    }

    String name() {
        return name;
    }

    Role role() {
        return role;
    }

    MemberStatus status() {
        return status;
    }

    @Nullable
    Instant lastLoginAt() {
        return lastLoginAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}

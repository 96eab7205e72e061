package usher.admin.member;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;

/** A member as the console shows one. Without a {@code tenant} the member works for the platform. */
public record MemberView(
        MemberId id,
        String email,
        String name,
        Role role,
        @Nullable TenantId tenant,
        MemberStatus status,
        boolean mustChangePassword,
        @Nullable Instant lastLoginAt,
        Instant createdAt,
        Instant updatedAt) {
    public static MemberView of(Member member) {
        return new MemberView(
                member.id(),
                member.email(),
                member.name(),
                member.role(),
                member.tenant(),
                member.status(),
                member.passwordChangeDue(),
                member.lastLoginAt(),
                member.createdAt(),
                member.updatedAt());
    }
}

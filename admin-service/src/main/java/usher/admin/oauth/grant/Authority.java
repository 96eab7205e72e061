package usher.admin.oauth.grant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.admin.member.Member;
import usher.admin.member.Members;
import usher.admin.tenant.TenantDirectory;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;

/**
 * Who may let programs act for a tenant, and in whose name they may go on: an active administrator of it, while it is active itself.
 * Asked when a member decides, and again whenever a program comes for a token.
 */
@ApplicationScoped
public class Authority {
    private final Members members;
    private final TenantDirectory tenants;

    Authority(Members members, TenantDirectory tenants) {
        this.members = members;
        this.tenants = tenants;
    }

    /** What is known of a member's right. */
    public sealed interface Finding {
        record May(TenantId tenant, String tenantName, MemberId member, String email) implements Finding {}

        /** Suspended or deleted, or another password was chosen since. */
        record Gone() implements Finding {}

        /** Works for the platform, and has no tenant to let anybody into. */
        record OfNoTenant() implements Finding {}

        record RoleTooLow() implements Finding {}

        record TenantAway() implements Finding {}
    }

    /** Within a transaction that sees the member; {@code since} is when the member proved who it is. */
    public Uni<Finding> of(MemberId id, Instant since) {
        return members.findById(id.value()).chain(member -> of(member, since));
    }

    private Uni<Finding> of(@Nullable Member member, Instant since) {
        if (member == null || !member.acceptsSessionFrom(since)) {
            return found(new Finding.Gone());
        }
        var tenant = member.tenant();
        if (tenant == null) {
            return found(new Finding.OfNoTenant());
        }
        var as = member.asCaller();
        if (!as.role().atLeast(Role.ADMIN)) {
            return found(new Finding.RoleTooLow());
        }
        return tenants.standing(tenant)
                .map(standing -> standing != null && standing.status() == TenantStatus.ACTIVE
                        ? new Finding.May(tenant, standing.name(), as.id(), as.email())
                        : new Finding.TenantAway());
    }

    private static Uni<Finding> found(Finding finding) {
        return Uni.createFrom().item(finding);
    }
}

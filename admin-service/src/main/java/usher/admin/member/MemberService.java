package usher.admin.member;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import usher.admin.password.Passwords;
import usher.admin.seat.Seats;
import usher.admin.signing.AccessTokens;
import usher.admin.tenant.TenantDirectory;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.kit.access.Caller;
import usher.kit.access.Revocations;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/** Adds members and changes what they may do. A null tenant is the platform, which sees everybody. */
@ApplicationScoped
class MemberService {
    private final Tenancy tenancy;
    private final Members members;
    private final TenantDirectory tenants;
    private final Seats seats;
    private final Passwords passwords;
    private final Revocations revocations;
    private final Ids ids;
    private final InstantSource clock;

    MemberService(
            Tenancy tenancy,
            Members members,
            TenantDirectory tenants,
            Seats seats,
            Passwords passwords,
            Revocations revocations,
            Ids ids,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.members = members;
        this.tenants = tenants;
        this.seats = seats;
        this.passwords = passwords;
        this.revocations = revocations;
        this.ids = ids;
        this.clock = clock;
    }

    <T> Uni<T> seen(@Nullable TenantId by, Supplier<Uni<T>> work) {
        return by == null ? tenancy.across(work) : tenancy.in(by, work);
    }

    /** A member, and how far the plan's seats are overdrawn by it, where the plan lets that pass. */
    record Added(MemberView member, Seats.@Nullable Overdrawn overdrawn) {}

    Uni<Added> create(@Nullable TenantId tenant, CreateMember request) {
        request.requireOnePassword();
        var as = new Caller.Member(new MemberId(ids.next()), request.normalEmail(), request.role(), tenant);
        return hash(request)
                .map(hash -> new Member(as, request.name().strip(), hash, request.passwordChangeDue(), clock.instant()))
                .chain(member -> seen(
                        tenant,
                        () -> requireTenant(tenant)
                                .chain(() -> seat(tenant))
                                .chain(overdrawn -> members.add(member)
                                        .call(() -> tenants.membersChanged(tenant))
                                        .map(added -> new Added(MemberView.of(added), overdrawn.orElse(null))))));
    }

    private Uni<Optional<Seats.Overdrawn>> seat(@Nullable TenantId tenant) {
        return tenant == null
                ? Uni.createFrom().item(Optional.empty())
                : seats.take(tenant).map(Optional::ofNullable);
    }

    private Uni<String> hash(CreateMember request) {
        var imported = request.passwordHash();
        return imported == null
                ? passwords.hash(Objects.requireNonNull(request.password()))
                : Uni.createFrom().item(imported);
    }

    private Uni<Void> requireTenant(@Nullable TenantId tenant) {
        return tenants.isThere(tenant)
                .invoke(there -> {
                    if (!there) {
                        throw Refusal.notFound();
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Redis comes after the commit: if it is away, the caller hears so and asks again, and asking again sets the
     * revocation although the status is there already.
     */
    Uni<MemberView> move(Caller.Member actor, @Nullable TenantId by, MemberId id, MemberStatus to) {
        if (actor.id().equals(id)) {
            throw Refusal.conflict("own-account", "You cannot change the state of your own account.");
        }
        return seen(
                        by,
                        () -> members.get(by, id)
                                .invoke(member -> member.move(to, clock.instant()))
                                .call(member -> tenants.membersChanged(member.tenant())))
                .call(() ->
                        to == MemberStatus.ACTIVE ? revocations.restore(id) : revocations.revoke(id, AccessTokens.LIFE))
                .map(MemberView::of);
    }
}

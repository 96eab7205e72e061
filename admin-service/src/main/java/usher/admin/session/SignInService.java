package usher.admin.session;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import usher.admin.member.Member;
import usher.admin.member.MemberView;
import usher.admin.member.Members;
import usher.admin.password.PasswordMatch;
import usher.admin.password.Passwords;
import usher.admin.signing.AccessTokens;
import usher.admin.tenant.TenantDirectory;
import usher.contracts.id.MemberId;
import usher.kit.access.Caller;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** Lets members in. Whatever is wrong with an attempt, the answer is the same and takes as long. */
@ApplicationScoped
public class SignInService {
    private final Tenancy tenancy;
    private final Members members;
    private final TenantDirectory tenants;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Attempts attempts;
    private final AccessTokens accessTokens;
    private final InstantSource clock;

    SignInService(
            Tenancy tenancy,
            Members members,
            TenantDirectory tenants,
            Passwords passwords,
            Sessions sessions,
            Attempts attempts,
            AccessTokens accessTokens,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.members = members;
        this.tenants = tenants;
        this.passwords = passwords;
        this.sessions = sessions;
        this.attempts = attempts;
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    /** Somebody who may sign in, if the password is right. */
    private record Candidate(UUID member, String passwordHash) {}

    /** A candidate whose password was right, with a hash to replace an outdated one. */
    private record Proven(Candidate candidate, @Nullable String newHash) {}

    /** The stored hash was replaced while the password was compared with it, so the comparison says nothing. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A session as the database knows it, to be completed by an access token. */
    private record Begun(String refreshToken, Caller.Member caller, MemberView view) {
        static Begun of(Member member, String refreshToken) {
            return new Begun(refreshToken, member.asCaller(), MemberView.of(member));
        }
    }

    Uni<SignedIn> signIn(Login login, String address) {
        return admitted(login, address, this::begun).chain(this::complete);
    }

    /** Signs in as well: who has just proven who they are need not do so again. */
    Uni<SignedIn> changePassword(ChangePassword change, String address) {
        return admitted(change, address, this::begun).chain(this::complete);
    }

    /** Who it is that has this password, for an act that needs no session. Refused as a sign-in is. */
    public Uni<Caller.Member> identify(Login login, String address) {
        return admitted(login, address, SignInService::known);
    }

    /** As {@link #identify(Login, String)}, for somebody who chooses another password by it. */
    public Uni<Caller.Member> identify(ChangePassword change, String address) {
        change.requireAnother();
        return admitted(change, address, SignInService::known);
    }

    private <T> Uni<T> admitted(Login login, String address, Function<Member, Uni<T>> then) {
        return unlessOvertaken(proven(login, address)
                .chain(proven -> enter(
                        proven,
                        member -> {
                            requireOwnPassword(member);
                            member.signedIn(clock.instant(), proven.newHash());
                        },
                        then)));
    }

    private <T> Uni<T> admitted(ChangePassword change, String address, Function<Member, Uni<T>> then) {
        return unlessOvertaken(proven(change.login(), address)
                .chain(proven -> passwords
                        .hash(change.newPassword())
                        .chain(hash -> enter(
                                proven,
                                member -> {
                                    member.changePassword(clock.instant(), hash);
                                    member.signedIn(clock.instant(), null);
                                },
                                then))));
    }

    private static <T> Uni<T> unlessOvertaken(Uni<T> attempt) {
        return attempt.onFailure(Overtaken.class).retry().atMost(1);
    }

    private Uni<Begun> begun(Member member) {
        return sessions.start(member).map(token -> Begun.of(member, token));
    }

    private static Uni<Caller.Member> known(Member member) {
        return Uni.createFrom().item(member.asCaller());
    }

    private Uni<Proven> proven(Login login, String address) {
        var email = login.normalEmail();
        return attempts.take(address, email)
                .chain(() -> tenancy.across(() -> candidate(email)))
                .chain(candidate -> passwords
                        .check(login.password(), candidate == null ? null : candidate.passwordHash())
                        .map(match -> proven(candidate, match)))
                .call(() -> attempts.forget(address, email));
    }

    private static Proven proven(@Nullable Candidate candidate, PasswordMatch match) {
        if (candidate == null || !(match instanceof PasswordMatch.Right(var newHash))) {
            throw refused();
        }
        return new Proven(candidate, newHash);
    }

    private Uni<@Nullable Candidate> candidate(String email) {
        return members.byEmail(email).chain(member -> {
            if (member == null || !member.isActive()) {
                return Uni.createFrom().nullItem();
            }
            return tenants.isThere(member.tenant())
                    .map(there -> there ? new Candidate(member.id().value(), member.passwordHash()) : null);
        });
    }

    private <T> Uni<T> enter(Proven proven, Consumer<Member> act, Function<Member, Uni<T>> then) {
        return tenancy.across(() -> members.lock(proven.candidate().member())
                .invoke(member -> {
                    if (!member.passwordHash().equals(proven.candidate().passwordHash())) {
                        throw new Overtaken();
                    }
                    act.accept(member);
                })
                .chain(then::apply));
    }

    private static void requireOwnPassword(Member member) {
        if (member.passwordChangeDue()) {
            throw new Refusal(
                    "password-change-required",
                    403,
                    "Somebody else chose this password. Replace it by one of your own, then you are signed in.");
        }
    }

    private static Refusal refused() {
        return new Refusal("invalid-credentials", 401, "Invalid email or password");
    }

    /** The end of a stolen session is committed before the answer says no. */
    Uni<SignedIn> renew(String refreshToken) {
        return tenancy.across(() -> sessions.renew(refreshToken))
                .map(SignInService::renewed)
                .chain(this::complete);
    }

    private static Begun renewed(Renewal renewal) {
        return switch (renewal) {
            case Renewal.Renewed(var member, var token) -> Begun.of(member, token);
            case Renewal.Reused() ->
                throw new Refusal(
                        "refresh-reused", 401, "This session was ended because an old token was used. Sign in again.");
            case Renewal.Refused() -> throw new Refusal("refresh-invalid", 401, "The session is over. Sign in again.");
        };
    }

    private Uni<SignedIn> complete(Begun begun) {
        return accessTokens
                .issue(begun.caller())
                .map(accessToken -> SignedIn.of(accessToken, begun.refreshToken(), begun.view()));
    }

    Uni<Void> signOut(String refreshToken) {
        return tenancy.across(() -> sessions.end(refreshToken));
    }

    Uni<MemberView> read(MemberId id) {
        return tenancy.across(() -> members.findById(id.value()))
                .onItem()
                .ifNull()
                .failWith(Refusal::notFound)
                .map(MemberView::of);
    }
}

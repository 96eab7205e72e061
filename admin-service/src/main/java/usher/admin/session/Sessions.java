package usher.admin.session;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import usher.admin.member.Member;
import usher.admin.member.Members;
import usher.admin.session.Session.EndReason;
import usher.admin.tenant.TenantDirectory;
import usher.kit.access.Authenticator;
import usher.kit.time.Ids;

/** The sessions in the database. Every method runs inside the transaction of its caller. */
@ApplicationScoped
class Sessions {
    private final Members members;
    private final TenantDirectory tenants;
    private final Ids ids;
    private final InstantSource clock;

    Sessions(Members members, TenantDirectory tenants, Ids ids, InstantSource clock) {
        this.members = members;
        this.tenants = tenants;
        this.ids = ids;
        this.clock = clock;
    }

    /** Starts a session and answers with its first refresh token. */
    Uni<String> start(Member member) {
        var session = new Session(ids.next(), member.id(), clock.instant());
        return in(work -> work.persist(session)).chain(() -> issue(session));
    }

    /** Replaces a refresh token. Requests with the same token wait for each other at its row. */
    Uni<Renewal> renew(String text) {
        return token(text)
                .chain(token -> token == null ? refused() : session(token).chain(session -> renew(token, session)));
    }

    private Uni<Renewal> renew(RefreshToken token, Session session) {
        var now = clock.instant();
        if (!session.isOpen() || token.isExpired(now)) {
            return refused();
        }
        if (token.wasStolen(now)) {
            session.end(EndReason.REUSE, now);
            return Uni.createFrom().item(new Renewal.Reused());
        }
        return members.findById(session.memberId()).chain(member -> renew(token, session, member, now));
    }

    private Uni<Renewal> renew(RefreshToken token, Session session, Member member, Instant now) {
        return mayContinue(member, session).chain(may -> {
            if (!may) {
                return refused();
            }
            token.replace(now);
            return issue(session).map(fresh -> new Renewal.Renewed(member, fresh));
        });
    }

    private Uni<Boolean> mayContinue(Member member, Session session) {
        return member.acceptsSessionFrom(session.startedAt())
                ? tenants.isThere(member.tenant())
                : Uni.createFrom().item(false);
    }

    /** Ends the session of a token; an unknown one is as good as ended. */
    Uni<Void> end(String text) {
        return token(text)
                .chain(token -> token == null ? Uni.createFrom().nullItem() : session(token))
                .invoke(session -> {
                    if (session != null) {
                        session.end(EndReason.LOGOUT, clock.instant());
                    }
                })
                .replaceWithVoid();
    }

    private Uni<String> issue(Session session) {
        var text = RefreshToken.random();
        return in(work -> work.persist(new RefreshToken(text, session, clock.instant())))
                .replaceWith(text);
    }

    private static Uni<@Nullable RefreshToken> token(String text) {
        return in(work -> work.find(RefreshToken.class, Authenticator.sha256(text), LockModeType.PESSIMISTIC_WRITE));
    }

    private static Uni<Session> session(RefreshToken token) {
        return in(work -> work.find(Session.class, token.sessionId()));
    }

    private static Uni<Renewal> refused() {
        return Uni.createFrom().item(new Renewal.Refused());
    }

    private static <T> Uni<T> in(Function<Mutiny.Session, Uni<T>> work) {
        return Panache.getSession().chain(work::apply);
    }
}

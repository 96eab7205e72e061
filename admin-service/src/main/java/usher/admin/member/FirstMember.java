package usher.admin.member;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import usher.admin.password.Passwords;
import usher.contracts.id.MemberId;
import usher.kit.access.Caller;
import usher.kit.access.Role;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;
import usher.kit.time.Ids;

/** Makes the first admin of the platform when the service starts, and refuses to start with the demo's sign-in. */
@ApplicationScoped
class FirstMember {
    private final FirstMemberConfig config;
    private final Members members;
    private final Passwords passwords;
    private final Tenancy tenancy;
    private final Ids ids;
    private final InstantSource clock;

    FirstMember(
            FirstMemberConfig config,
            Members members,
            Passwords passwords,
            Tenancy tenancy,
            Ids ids,
            InstantSource clock) {
        this.config = config;
        this.members = members;
        this.passwords = passwords;
        this.tenancy = tenancy;
        this.ids = ids;
        this.clock = clock;
    }

    /** The start of the service is the one place that waits: an answer here decides whether there is a service. */
    void start(@Observes @Priority(2) StartupEvent event) throws Throwable {
        switch (FirstSignIn.of(ConfigUtils.isProfileActive("local"), config)) {
            case FirstSignIn.Demo() -> make(FirstSignIn.DEMO_EMAIL, FirstSignIn.DEMO_PASSWORD);
            case FirstSignIn.Given(var email, var password) -> {
                refuseDemo();
                make(email, password);
            }
            case FirstSignIn.None() -> refuseDemo();
        }
    }

    /** A database that was once used by the demo must not come to serve anything else with everybody's password. */
    private void refuseDemo() throws Throwable {
        if (find(FirstSignIn.DEMO_EMAIL) != null) {
            throw new IllegalStateException("The database has the demo's member \"" + FirstSignIn.DEMO_EMAIL
                    + "\", which only the profile local may have. Use a fresh database, or delete that member.");
        }
    }

    private void make(String email, String password) throws Throwable {
        if (find(email) != null) {
            return;
        }
        var as = new Caller.Member(new MemberId(ids.next()), email, Role.ADMIN, null);
        var member = new Member(as, "Administrator", passwords.hashNow(password), false, clock.instant());
        VertxContextSupport.subscribeAndAwait(() -> tenancy.across(() -> members.add(member))
                .replaceWithVoid()
                .onFailure(Refusal.class)
                .recoverWithUni(anotherReplicaWasFirst -> Uni.createFrom().voidItem()));
    }

    private @Nullable Member find(String email) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> tenancy.across(() -> members.byEmail(email)));
    }
}

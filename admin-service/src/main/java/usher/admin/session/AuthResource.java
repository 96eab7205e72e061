package usher.admin.session;

import static usher.kit.access.Credential.ANYONE;
import static usher.kit.access.Credential.MEMBER;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import usher.admin.member.FirstSignIn;
import usher.admin.member.MemberView;
import usher.kit.access.Accepts;
import usher.kit.access.CurrentCaller;
import usher.kit.problem.Refusal;

/** The sign-in by HTTP. */
@Path("/api/v1/admin/auth")
@Tag(
        name = "Sign-in",
        description = "Access tokens hold 30 minutes, refresh tokens 24 hours; each renewal gives new ones.")
class AuthResource {
    private final SignInService service;
    private final CurrentCaller caller;

    AuthResource(SignInService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    record DemoCredentials(String email, String password) {}

    @POST
    @Path("/login")
    @Accepts(ANYONE)
    @Operation(
            summary = "Sign in",
            description =
                    "401 invalid-credentials whatever is wrong; 429 too-many-attempts after 10 failures in 15 minutes;"
                            + " 403 password-change-required when the password is right but somebody else chose it.")
    public Uni<SignedIn> login(@Valid @NotNull Login login, HttpServerRequest request) {
        return service.signIn(login, Subscriber.of(request));
    }

    @POST
    @Path("/password")
    @Accepts(ANYONE)
    @Operation(
            summary = "Change the password",
            description = "With the one that holds; signs in with the new one and ends the other sign-ins, whose access"
                    + " tokens hold up to 30 minutes more. Refused as a sign-in is.")
    public Uni<SignedIn> changePassword(@Valid @NotNull ChangePassword change, HttpServerRequest request) {
        change.requireAnother();
        return service.changePassword(change, Subscriber.of(request));
    }

    @POST
    @Path("/refresh")
    @Accepts(ANYONE)
    @Operation(
            summary = "Stay signed in",
            description =
                    "Replaces the refresh token. Showing a replaced one again ends the session: 401 refresh-reused.")
    public Uni<SignedIn> refresh(@Valid @NotNull Renew renew) {
        return service.renew(renew.refreshToken());
    }

    @POST
    @Path("/logout")
    @APIResponse(responseCode = "204", description = "The session is over.")
    @Accepts(ANYONE)
    @Operation(summary = "Sign out", description = "Ends the session of the refresh token.")
    public Uni<Void> logout(@Valid @NotNull Renew session) {
        return service.signOut(session.refreshToken());
    }

    @GET
    @Path("/me")
    @Accepts(MEMBER)
    @Operation(summary = "Who am I?")
    public Uni<MemberView> me() {
        return service.read(caller.member().id());
    }

    @GET
    @Path("/demo-credentials")
    @Accepts(ANYONE)
    @Operation(summary = "The demo's sign-in", description = "In the profile local; elsewhere there is no such thing.")
    public DemoCredentials demoCredentials() {
        if (!ConfigUtils.isProfileActive("local")) {
            throw Refusal.notFound();
        }
        return new DemoCredentials(FirstSignIn.DEMO_EMAIL, FirstSignIn.DEMO_PASSWORD);
    }
}

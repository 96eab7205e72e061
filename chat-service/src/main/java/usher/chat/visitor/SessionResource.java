package usher.chat.visitor;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;

/** Where the widget begins: a publishable key from an allowed origin becomes a visitor's token. */
@Path("/api/v1/chat/sessions")
public class SessionResource {
    private static final OpenSession NOTHING_KNOWN = new OpenSession(null, null, null);

    private final Doorkeeper doorkeeper;
    private final Sessions sessions;
    private final CurrentCaller caller;

    SessionResource(Doorkeeper doorkeeper, Sessions sessions, CurrentCaller caller) {
        this.doorkeeper = doorkeeper;
        this.sessions = sessions;
        this.caller = caller;
    }

    /** Answers 428 with a puzzle when too many sessions are opened; the same request with its solution passes. */
    @POST
    @Accepts(Credential.PUBLISHABLE_KEY)
    @Operation(
            summary = "Open a session",
            description = "A publishable key from an allowed origin becomes a visitor's token. 428 with a"
                    + " puzzle when too many are opened; the same request with its solution passes. 401 for"
                    + " an identity that does not hold.")
    public Uni<SessionView> open(@Nullable @Valid OpenSession wanted) {
        var tenant = caller.tenant();
        var known = wanted == null ? NOTHING_KNOWN : wanted;
        return doorkeeper
                .pass(tenant, known)
                .chain(() -> sessions.open(tenant, known))
                .call(session -> doorkeeper.requireWelcome(tenant, session.visitor()));
    }
}

package usher.chat.visitor;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;

/** Where the widget begins: a publishable key from an allowed origin becomes a visitor's token. */
@Path("/api/v1/chat/sessions")
public class SessionResource {
    private static final OpenSession NOTHING_KNOWN = new OpenSession(null, null);

    private final Sessions sessions;
    private final CurrentCaller caller;

    SessionResource(Sessions sessions, CurrentCaller caller) {
        this.sessions = sessions;
        this.caller = caller;
    }

    @POST
    @Accepts(Credential.PUBLISHABLE_KEY)
    public Uni<SessionView> open(@Nullable @Valid OpenSession wanted) {
        return sessions.open(caller.tenant(), wanted == null ? NOTHING_KNOWN : wanted);
    }
}

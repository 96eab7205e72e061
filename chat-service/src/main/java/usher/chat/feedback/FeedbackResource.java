package usher.chat.feedback;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import usher.kit.access.Accepts;
import usher.kit.access.Caller;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;

/** Visitors say what they thought; a tenant's server may say it for them. */
@Path("/api/v1/chat/feedback")
public class FeedbackResource {
    private final FeedbackService service;
    private final CurrentCaller caller;

    FeedbackResource(FeedbackService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    @POST
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(
            summary = "Say what one thought",
            description = "Of an answer or a conversation. Given again, it replaces what was given before.")
    public Uni<FeedbackView> give(@NotNull @Valid GiveFeedback given) {
        var visitor = caller.get() instanceof Caller.Visitor self ? self.id() : null;
        return service.give(caller.tenant(), visitor, given);
    }
}

package usher.tool.invocation;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.Cancellable;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;

/** Where chat-service has tools run; not routed from outside. */
@Path("/api/v1/tools/internal/invocations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class InternalInvocationResource {
    private final InvocationService service;
    private final CurrentCaller caller;

    InternalInvocationResource(InvocationService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    /** Goes on when the caller hangs up: what the tool has done must be stored. */
    @POST
    @Cancellable(false)
    @Accepts(Credential.SERVICE)
    public Uni<OutcomeView> run(@NotNull @Valid InvokeTool wanted) {
        return service.run(caller.tenant(), wanted).map(OutcomeView::of);
    }
}

package usher.tool.live;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;

/** Where chat-service asks for what grounds an answer; not routed from outside. */
@Path("/api/v1/tools/internal/live-data")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Internal", description = "Between services; not reachable from outside.")
class InternalLiveResource {
    private final LiveData data;
    private final CurrentCaller caller;

    InternalLiveResource(LiveData data, CurrentCaller caller) {
        this.data = data;
        this.caller = caller;
    }

    @POST
    @Accepts(Credential.SERVICE)
    @Operation(
            summary = "Ask operations that ground an answer",
            description = "What fails, is late, or is no source of the tenant is left out. Nothing of it is stored.")
    public Uni<LiveAnswers> ask(@NotNull @Valid AskLive wanted) {
        return data.ask(caller.tenant(), wanted).map(LiveAnswers::new);
    }
}

package usher.tool.adoption;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;

/** Taking over what a system offers, over HTTP. */
@Path("/api/v1/tools/integrations/{integration}/imports")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ImportResource {
    private final Adoption adoption;
    private final CurrentCaller caller;

    ImportResource(Adoption adoption, CurrentCaller caller) {
        this.adoption = adoption;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "Make tools of what a document or the system offers: all that is picked, or nothing")
    @APIResponseSchema(value = ImportView.class, responseCode = "201")
    @APIResponse(
            responseCode = "400",
            description = "Something is wrong with the document or with picks; errors name each")
    @APIResponse(responseCode = "409", description = "Names are taken, or offers have changed; errors name each")
    @APIResponse(responseCode = "502", description = "The system could not be asked what it offers")
    public Uni<RestResponse<ImportView>> adopt(
            @PathParam("integration") IntegrationId integration,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid ImportTools wanted) {
        return adoption.adopt(caller.tenant(tenant), integration, wanted)
                .map(adopted -> RestResponse.status(Status.CREATED, adopted));
    }

    @POST
    @Path("preview")
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN)
    @Operation(summary = "What a document or the system offers, at most 500, without taking anything over")
    @APIResponse(responseCode = "400", description = "The document cannot be read")
    @APIResponse(responseCode = "502", description = "The system could not be asked what it offers")
    public Uni<PreviewView> preview(
            @PathParam("integration") IntegrationId integration,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid PreviewImport wanted) {
        return adoption.preview(caller.tenant(tenant), integration, wanted);
    }
}

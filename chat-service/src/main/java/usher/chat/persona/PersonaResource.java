package usher.chat.persona;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;

/** The assistant of a tenant. */
@Path("/api/v1/chat/admin/persona")
public class PersonaResource {
    private final Personas personas;
    private final CurrentCaller caller;

    PersonaResource(Personas personas, CurrentCaller caller) {
        this.personas = personas;
        this.caller = caller;
    }

    @GET
    @Accepts({Credential.MEMBER, Credential.SECRET_KEY})
    @Operation(summary = "Read the assistant")
    public Uni<Persona> get(@QueryParam("tenant") @Nullable TenantId tenant) {
        return personas.of(caller.tenant(tenant));
    }

    /** Publishes a new version; turns that start from now on use it. */
    @PUT
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.EDITOR)
    @Operation(summary = "Publish a version of the assistant", description = "Turns that begin from now on use it.")
    public Uni<Persona> publish(
            @QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid PublishPersona persona) {
        return personas.publish(caller.tenant(tenant), persona);
    }
}

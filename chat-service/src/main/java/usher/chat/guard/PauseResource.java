package usher.chat.guard;

import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;
import usher.kit.access.Role;

/** The pause switch. While it is on, questions are kept for people and no model is asked. */
@Path("/api/v1/chat/admin/assistant")
public class PauseResource {
    private final Pauses pauses;
    private final CurrentCaller caller;

    PauseResource(Pauses pauses, CurrentCaller caller) {
        this.pauses = pauses;
        this.caller = caller;
    }

    @GET
    @Accepts({Credential.MEMBER, Credential.SECRET_KEY})
    @Operation(summary = "Whether the assistant is paused")
    public Uni<Pause> get(@QueryParam("tenant") @Nullable TenantId tenant) {
        return pauses.of(caller.tenant(tenant));
    }

    @PUT
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.EDITOR)
    @Operation(
            summary = "Pause the assistant, or let it go on",
            description = "While it is paused questions are kept for people and no model is asked.")
    public Uni<Pause> change(@QueryParam("tenant") @Nullable TenantId tenant, @NotNull @Valid ChangePause pause) {
        return pauses.change(caller.tenant(tenant), pause, Actor.of(caller.get()));
    }

    @GET
    @Path("/conversations/{id}")
    @Accepts({Credential.MEMBER, Credential.SECRET_KEY})
    @Operation(summary = "Whether the assistant is paused in a conversation")
    public Uni<Pause> ofConversation(
            @PathParam("id") ConversationId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return pauses.of(caller.tenant(tenant), id);
    }

    @PUT
    @Path("/conversations/{id}")
    @Accepts(
            value = {Credential.MEMBER, Credential.SECRET_KEY},
            role = Role.EDITOR)
    @Operation(summary = "Pause the assistant in a conversation, or let it go on")
    public Uni<Pause> changeConversation(
            @PathParam("id") ConversationId id,
            @QueryParam("tenant") @Nullable TenantId tenant,
            @NotNull @Valid ChangePause pause) {
        return pauses.change(caller.tenant(tenant), id, pause, Actor.of(caller.get()));
    }
}

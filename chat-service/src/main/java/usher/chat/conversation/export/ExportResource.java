package usher.chat.conversation.export;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import usher.chat.conversation.Audience;
import usher.contracts.id.ConversationId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;

/** Visitors take their own conversations along, and a tenant's server any of the tenant's. */
@Path("/api/v1/chat/conversations/{id}/export")
public class ExportResource {
    private final Exports exports;
    private final CurrentCaller caller;

    ExportResource(Exports exports, CurrentCaller caller) {
        this.exports = exports;
        this.caller = caller;
    }

    /** {@code format} is json, txt or pdf. */
    @GET
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @Operation(summary = "Take a conversation along", description = "format is json, txt or pdf.")
    public Uni<Response> export(ConversationId id, @QueryParam("format") @DefaultValue("json") Format format) {
        return exports.of(caller.tenant(), Audience.of(caller.get()), id, format);
    }
}

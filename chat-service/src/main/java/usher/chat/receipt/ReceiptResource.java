package usher.chat.receipt;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import usher.contracts.id.MessageId;
import usher.kit.access.Accepts;
import usher.kit.access.Caller;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;

/** The receipt of an answer: whole for a tenant's server, of its own messages and without what is internal for a visitor. */
@Path("/api/v1/chat/messages/{id}/receipt")
public class ReceiptResource {
    private final Receipts receipts;
    private final ReceiptCheck check;
    private final CurrentCaller caller;

    ReceiptResource(Receipts receipts, ReceiptCheck check, CurrentCaller caller) {
        this.receipts = receipts;
        this.check = check;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts({Credential.VISITOR, Credential.SECRET_KEY})
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(oneOf = {ReceiptView.class, VisitorReceipt.class})))
    @Operation(
            summary = "The receipt of an answer",
            description = "Whole for a tenant's server; a visitor's own messages without what is internal. 404"
                    + " for an answer of somebody else, or without a receipt.")
    public Uni<Response> receipt(@PathParam("id") MessageId id) {
        return caller.get() instanceof Caller.Visitor visitor
                ? receipts.find(caller.tenant(), visitor.id(), id)
                        .map(stored -> Response.ok(check.visitors(stored)).build())
                : receipts.find(caller.tenant(), id)
                        .map(stored -> Response.ok(check.view(stored)).build());
    }
}

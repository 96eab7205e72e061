package usher.chat.receipt;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
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

/** Whether a conversation's stored receipts are as they were made, all of them, in their order. */
@Path("/api/v1/chat/admin/conversations/{id}/receipts/check")
public class ChainResource {
    private final Receipts receipts;
    private final ReceiptCheck check;
    private final CurrentCaller caller;

    ChainResource(Receipts receipts, ReceiptCheck check, CurrentCaller caller) {
        this.receipts = receipts;
        this.check = check;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(
            summary = "Check the stored receipts of a conversation",
            description = "All of them, in their order. 404 for a conversation of another tenant.")
    public Uni<ChainView> chain(@PathParam("id") ConversationId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return receipts.chain(caller.tenant(tenant), id).map(check::check);
    }
}

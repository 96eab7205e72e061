package usher.chat.receipt;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;

/** The receipt of an answer, for members. */
@Path("/api/v1/chat/admin/messages/{id}/receipt")
public class ReceiptAdminResource {
    private final Receipts receipts;
    private final ReceiptCheck check;
    private final CurrentCaller caller;

    ReceiptAdminResource(Receipts receipts, ReceiptCheck check, CurrentCaller caller) {
        this.receipts = receipts;
        this.check = check;
        this.caller = caller;
    }

    @GET
    @Accepts(Credential.MEMBER)
    @Operation(
            summary = "The receipt of an answer, for members",
            description = "404 for an answer of another tenant, or without a receipt.")
    public Uni<ReceiptView> receipt(@PathParam("id") MessageId id, @QueryParam("tenant") @Nullable TenantId tenant) {
        return receipts.find(caller.tenant(tenant), id).map(check::view);
    }
}

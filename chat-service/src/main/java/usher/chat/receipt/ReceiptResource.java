package usher.chat.receipt;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import usher.contracts.id.MessageId;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.CurrentCaller;

/** The receipt of an answer, for a tenant's server. */
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
    @Accepts(Credential.SECRET_KEY)
    public Uni<ReceiptView> receipt(@PathParam("id") MessageId id) {
        return receipts.find(caller.tenant(), id).map(check::view);
    }
}

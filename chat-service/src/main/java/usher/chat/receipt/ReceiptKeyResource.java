package usher.chat.receipt;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;

/** The public keys, by which anybody can check a receipt without us. */
@Path("/api/v1/chat/receipts/keys")
public class ReceiptKeyResource {
    private final ReceiptKeys keys;

    ReceiptKeyResource(ReceiptKeys keys) {
        this.keys = keys;
    }

    @GET
    @Accepts(Credential.ANYONE)
    @Operation(summary = "The public keys that receipts are signed with")
    public PublicKeys keys() {
        return PublicKeys.of(keys.all());
    }
}

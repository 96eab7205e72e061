package usher.chat.receipt;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;

/** By which anybody can check a receipt, with or without us. */
@Path("/api/v1/chat")
public class VerificationResource {
    private final ReceiptCheck check;
    private final ReceiptKeys keys;

    VerificationResource(ReceiptCheck check, ReceiptKeys keys) {
        this.check = check;
        this.keys = keys;
    }

    @GET
    @Path("/receipts/keys")
    @Accepts(Credential.ANYONE)
    public PublicKeys keys() {
        return PublicKeys.of(keys.all());
    }

    /** Whether a receipt that somebody shows is one of this platform. */
    @POST
    @Path("/admin/receipts/verify")
    @Accepts({Credential.MEMBER, Credential.SECRET_KEY})
    public PresentedReceipt.Verdict verify(@NotNull @Valid PresentedReceipt shown) {
        return check.check(shown);
    }
}

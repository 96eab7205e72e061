package usher.chat.receipt;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;

/** Whether a receipt that somebody shows is one of this platform. */
@Path("/api/v1/chat/admin/receipts/verify")
public class VerificationResource {
    private final ReceiptCheck check;

    VerificationResource(ReceiptCheck check) {
        this.check = check;
    }

    @POST
    @Accepts({Credential.MEMBER, Credential.SECRET_KEY})
    @Operation(
            summary = "Check a receipt that somebody shows",
            description = "Says whether it was made by this platform and is as it was made.")
    public PresentedReceipt.Verdict verify(@NotNull @Valid PresentedReceipt shown) {
        return check.check(shown);
    }
}

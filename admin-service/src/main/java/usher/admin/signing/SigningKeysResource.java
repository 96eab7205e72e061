package usher.admin.signing;

import static usher.kit.access.Credential.MEMBER;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import usher.kit.access.Accepts;
import usher.kit.access.Role;
import usher.kit.idempotency.Idempotent;

/** The keys that sign members' tokens, for the admins of the platform. Private halves never leave the service. */
@Path("/api/v1/admin/signing-keys")
@Tag(name = "Sign-in")
class SigningKeysResource {
    private final SigningKeys keys;

    SigningKeysResource(SigningKeys keys) {
        this.keys = keys;
    }

    record SigningKeyList(List<SigningKeyView> data) {}

    @GET
    @Accepts(value = MEMBER, role = Role.ADMIN, platform = true)
    @Operation(summary = "List the signing keys", description = "Newest first, without those that have retired.")
    public Uni<SigningKeyList> list() {
        return keys.list().map(SigningKeyList::new);
    }

    @POST
    @Idempotent
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = SigningKeyView.class, responseCode = "201")
    @Accepts(value = MEMBER, role = Role.ADMIN, platform = true)
    @Operation(
            summary = "Rotate the signing key",
            description = "Publishes a new key, which signs from 20 seconds later, when every service can have it. Its"
                    + " predecessors stay published until the last token that they signed has ended, 30 minutes"
                    + " later, so nobody is signed out. 409 signing-key-rotated when somebody else was faster.")
    public Uni<RestResponse<SigningKeyView>> rotate() {
        return keys.rotate().map(made -> RestResponse.status(RestResponse.Status.CREATED, made));
    }
}

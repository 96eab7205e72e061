package usher.tool.credential;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.Role;
import usher.kit.seal.Resealed;
import usher.kit.seal.Resealing;

/** This service's part of a change of the sealing key (docs/sealing-keys.md). */
@Path("/api/v1/tools/credentials/reseal")
@Produces(MediaType.APPLICATION_JSON)
class ResealResource {
    private final Resealing resealing;

    ResealResource(Resealing resealing) {
        this.resealing = resealing;
    }

    @POST
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    @Operation(
            summary = "Seal what is stored with the first sealing key",
            description =
                    "After a new key was put in front of USHER_SEAL_KEYS. Run it until it answers resealed 0, in each"
                            + " service; then the old key can go.")
    public Uni<Resealed> reseal() {
        return resealing.run();
    }
}

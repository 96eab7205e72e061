package usher.tool.credential;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.kit.access.Role;

/**
 * The second half of a change of the sealing key: the first is to put a new one in front of USHER_SEAL_KEYS. Once this
 * answers {@code resealed: 0}, the old key can go.
 */
@Path("/api/v1/tools/credentials/reseal")
@Produces(MediaType.APPLICATION_JSON)
class ResealResource {
    private final Resealing resealing;

    ResealResource(Resealing resealing) {
        this.resealing = resealing;
    }

    @POST
    @Accepts(value = Credential.MEMBER, role = Role.ADMIN, platform = true)
    public Uni<Resealed> reseal() {
        return resealing.run();
    }
}

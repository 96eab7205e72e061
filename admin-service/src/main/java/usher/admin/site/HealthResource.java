package usher.admin.site;

import static usher.kit.access.Credential.ANYONE;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import usher.kit.access.Accepts;

/** A public sign of life, which says nothing of the parts behind it; those are on the management port. */
@Path("/health")
@Tag(name = "Health")
class HealthResource {
    record Health(String status) {}

    @GET
    @Accepts(ANYONE)
    @Operation(summary = "Is it up?")
    public Health read() {
        return new Health("up");
    }
}

package usher.admin.signing;

import static usher.kit.access.Credential.ANYONE;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import usher.kit.access.Accepts;

/** The public keys, as a JSON Web Key Set (RFC 7517). */
@Path("/api/v1/admin/.well-known/jwks.json")
@Tag(name = "Sign-in")
class JwksResource {
    private final SigningKeys keys;

    JwksResource(SigningKeys keys) {
        this.keys = keys;
    }

    record KeySet(List<Map<String, Object>> keys) {}

    @GET
    @Accepts(ANYONE)
    @Operation(summary = "Public keys", description = "What members' access tokens are checked with.")
    public Uni<RestResponse<KeySet>> read() {
        return keys.ring()
                .map(ring -> ResponseBuilder.ok(new KeySet(ring.published()))
                        .header("Cache-Control", "public, max-age=5")
                        .build());
    }
}

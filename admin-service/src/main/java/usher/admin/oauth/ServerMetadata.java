package usher.admin.oauth;

import static usher.kit.access.Credential.ANYONE;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import usher.contracts.access.Scope;
import usher.kit.access.Accepts;

/** What the authorization server says of itself (RFC 8414). */
@Path("/.well-known/oauth-authorization-server")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth", description = "How members let programs act for their tenant at /mcp.")
class ServerMetadata {
    private final Issuer issuer;

    ServerMetadata(Issuer issuer) {
        this.issuer = issuer;
    }

    /** The names are those of RFC 8414, in snake case on the wire. */
    record Metadata(
            String issuer,
            String authorizationEndpoint,
            String tokenEndpoint,
            String registrationEndpoint,
            String revocationEndpoint,
            String jwksUri,
            List<String> scopesSupported,
            List<String> responseTypesSupported,
            List<String> responseModesSupported,
            List<String> grantTypesSupported,
            List<String> tokenEndpointAuthMethodsSupported,
            List<String> revocationEndpointAuthMethodsSupported,
            List<String> codeChallengeMethodsSupported,
            boolean authorizationResponseIssParameterSupported) {
        static Metadata of(String url) {
            return new Metadata(
                    url,
                    url + "/oauth/authorize",
                    url + "/oauth/token",
                    url + "/oauth/register",
                    url + "/oauth/revoke",
                    url + "/api/v1/admin/.well-known/jwks.json",
                    Arrays.stream(Scope.values()).map(Scope::text).toList(),
                    List.of("code"),
                    List.of("query"),
                    List.of("authorization_code", "refresh_token"),
                    List.of("none"),
                    List.of("none"),
                    List.of("S256"),
                    true);
        }
    }

    @GET
    @Accepts(ANYONE)
    @Operation(summary = "What the authorization server offers", description = "Metadata of RFC 8414.")
    @APIResponse(responseCode = "404", description = "No public address is configured, so no program is let in.")
    public RestResponse<Metadata> read() {
        return ResponseBuilder.ok(Metadata.of(issuer.url()))
                .header("Cache-Control", "public, max-age=300")
                .build();
    }
}

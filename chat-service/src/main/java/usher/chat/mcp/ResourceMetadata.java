package usher.chat.mcp;

import static usher.kit.access.Credential.ANYONE;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import usher.chat.mcp.tool.Toolset;
import usher.kit.access.Accepts;
import usher.kit.access.DelegateTokens;
import usher.kit.problem.Refusal;

/** How a program learns what lets it in at {@code /mcp}: nothing but this address has to be known to it. See RFC 9728. */
@Path("/.well-known/oauth-protected-resource")
@Produces(MediaType.APPLICATION_JSON)
public class ResourceMetadata {
    private final DelegateTokens tokens;
    private final Toolset tools;

    ResourceMetadata(DelegateTokens tokens, Toolset tools) {
        this.tokens = tokens;
        this.tools = tools;
    }

    /** The names are those of RFC 9728, in snake case on the wire. */
    public record Metadata(
            String resource,
            List<String> authorizationServers,
            List<String> scopesSupported,
            List<String> bearerMethodsSupported,
            String resourceName) {}

    @GET
    @Path("/mcp")
    @Accepts(ANYONE)
    @Operation(summary = "What lets a program in at /mcp", description = "Protected resource metadata of RFC 9728.")
    @APIResponse(
            responseCode = "404",
            description = "No public address is configured, so no program is let in by OAuth.")
    public RestResponse<Metadata> read() {
        var resource = tokens.resource().orElseThrow(Refusal::notFound);
        var metadata = new Metadata(
                resource.address(),
                List.of(resource.issuer()),
                tools.scopes(),
                List.of("header"),
                "Usher: a support assistant as tools");
        return ResponseBuilder.ok(metadata)
                .header("Cache-Control", "public, max-age=300")
                .build();
    }

    @GET
    @Accepts(ANYONE)
    @Operation(
            summary = "The same, for programs that look at the root",
            description = "There is one resource behind this address.")
    @APIResponse(
            responseCode = "404",
            description = "No public address is configured, so no program is let in by OAuth.")
    public RestResponse<Metadata> readAtRoot() {
        return read();
    }
}

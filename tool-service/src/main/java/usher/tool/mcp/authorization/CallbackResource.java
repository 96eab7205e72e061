package usher.tool.mcp.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import usher.kit.access.Accepts;
import usher.kit.access.Credential;
import usher.tool.mcp.oauth.Clients;

/** What authorization servers, and browsers that come back from them, ask of this installation. */
@Path("/api/v1/tools/oauth")
class CallbackResource {
    private final Completion completion;
    private final PublicAddresses addresses;

    CallbackResource(Completion completion, PublicAddresses addresses) {
        this.completion = completion;
        this.addresses = addresses;
    }

    /** No credential of ours: the state says what it is about, and the cookie that it is the browser in which it was begun. */
    @GET
    @Path("callback")
    @Produces(MediaType.TEXT_HTML)
    @Accepts(Credential.ANYONE)
    @Operation(
            summary = "Where a browser comes back to from an MCP server's authorization server",
            description = "A page of one sentence, which leads nowhere.")
    @APIResponse(responseCode = "200", description = "The integration is connected.")
    @APIResponse(
            responseCode = "400",
            description =
                    "state-unknown, issuer-mismatch, or authorization-denied; 409 integration-changed; 502 for the server's part.")
    public Uni<Response> callback(
            @QueryParam("state") @Nullable String state,
            @QueryParam("code") @Nullable String code,
            @QueryParam("error") @Nullable String error,
            @QueryParam("iss") @Nullable String iss,
            @Context HttpHeaders headers) {
        var known = State.parse(state == null ? "" : state);
        var cookie = known.map(each -> headers.getCookies().get(each.cookie())).orElse(null);
        if (known.isEmpty() || cookie == null) {
            return Uni.createFrom().item(page(Ending.UNKNOWN).build());
        }
        return completion
                .finish(known.get(), cookie.getValue(), new Answer(code, error, iss))
                .map(ending -> page(ending).cookie(gone(known.get())).build());
    }

    @GET
    @Path("client")
    @Produces(MediaType.APPLICATION_JSON)
    @Accepts(Credential.ANYONE)
    @Operation(
            summary = "What this installation is as an OAuth client of MCP servers",
            description = "Its own URL is the client's id (draft-ietf-oauth-client-id-metadata-document).")
    public ObjectNode client() {
        return Clients.document(addresses.document(), addresses.callback());
    }

    /** The sentences are ours; nothing that came with the request stands in them. */
    private static ResponseBuilder page(Ending ending) {
        var html = """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Usher</title>
                <p>%s</p>
                <p><small>%s</small></p>
                </html>
                """.formatted(ending.sentence(), ending.code());
        return Response.status(ending.status())
                .entity(html)
                .type("text/html;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff");
    }

    private NewCookie gone(State state) {
        return new NewCookie.Builder(state.cookie())
                .value("")
                .path(PublicAddresses.CALLBACK)
                .maxAge(0)
                .httpOnly(true)
                .secure(PublicAddresses.isEncrypted(addresses.callback()))
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}

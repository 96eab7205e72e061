package usher.admin.oauth.grant;

import static usher.kit.access.Credential.ANYONE;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import usher.admin.oauth.Fields;
import usher.kit.access.Accepts;

/** The token and revocation endpoints, for programs. */
@Path("/oauth")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth")
class TokenResource {
    private final TokenService tokens;

    TokenResource(TokenService tokens) {
        this.tokens = tokens;
    }

    @POST
    @Path("token")
    @Accepts(ANYONE)
    @Operation(
            summary = "Give a program an access token",
            description =
                    "For an authorization code with its verifier (S256), or for the refresh token that was given last, which"
                            + " is replaced. A code or a replaced token that comes again takes back all that its grant gave. Errors"
                            + " have OAuth's body: error and error_description.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponseSchema(value = TokenAnswer.class, responseCode = "200")
    @APIResponse(
            responseCode = "400",
            description = "invalid_request, invalid_grant, invalid_scope, invalid_target or unsupported_grant_type")
    @APIResponse(responseCode = "401", description = "invalid_client: nobody registered it, or it was forgotten since")
    @APIResponse(
            responseCode = "429",
            description =
                    "The program came for too many tokens: temporarily_unavailable, with Retry-After; nothing was spent")
    public Uni<RestResponse<TokenAnswer>> token(@Nullable MultivaluedMap<String, String> form) {
        return tokens.give(Fields.of(form)).map(TokenResource::notKept);
    }

    @POST
    @Path("revoke")
    @Accepts(ANYONE)
    @Operation(
            summary = "Give an access back",
            description =
                    "By its refresh token or by an access token (RFC 7009): either ends all that the grant gave, from now on. A"
                            + " token that is none has ended already: 200.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", description = "It has ended.")
    @APIResponse(responseCode = "400", description = "invalid_request")
    @APIResponse(responseCode = "401", description = "invalid_client")
    public Uni<RestResponse<Void>> revoke(@Nullable MultivaluedMap<String, String> form) {
        return tokens.revoke(Fields.of(form)).map(ignored -> RestResponse.ok());
    }

    /** See RFC 6749, 5.1. */
    private static <T> RestResponse<T> notKept(T body) {
        return ResponseBuilder.ok(body)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .build();
    }
}

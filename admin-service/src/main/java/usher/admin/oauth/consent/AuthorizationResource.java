package usher.admin.oauth.consent;

import static usher.kit.access.Credential.ANYONE;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import usher.admin.oauth.Fields;
import usher.admin.oauth.Issuer;
import usher.admin.session.Subscriber;
import usher.kit.access.Accepts;

/** The authorization endpoint: pages for a member's browser. The request stays in the address, so each step is held against it again. */
@Path("/oauth/authorize")
@Produces(MediaType.TEXT_HTML)
@Tag(name = "OAuth")
class AuthorizationResource {
    private static final Set<String> SPOKEN = Set.of("he", "en");
    private static final int FORBIDDEN = 403;

    private final ConsentService consent;
    private final PageWriter pages;
    private final Issuer issuer;

    AuthorizationResource(ConsentService consent, PageWriter pages, Issuer issuer) {
        this.consent = consent;
        this.pages = pages;
        this.issuer = issuer;
    }

    @GET
    @Accepts(ANYONE)
    @Operation(
            summary = "Ask a member to let a program in",
            description =
                    "A page to sign in on. The answer goes to redirect_uri with iss and state, as a code or as an error;"
                            + " what is wrong with client_id or redirect_uri is told to the member and sends nobody anywhere.")
    @Parameter(name = "client_id", in = ParameterIn.QUERY, required = true, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "redirect_uri",
            in = ParameterIn.QUERY,
            required = true,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "response_type",
            in = ParameterIn.QUERY,
            required = true,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "code_challenge",
            in = ParameterIn.QUERY,
            required = true,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "code_challenge_method",
            in = ParameterIn.QUERY,
            required = true,
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "scope", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "resource", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "state", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", description = "The page")
    @APIResponse(
            responseCode = "303",
            description =
                    "Back to a program on the member's own machine, which is told what was wrong with its request")
    @APIResponse(
            responseCode = "400",
            description =
                    "A page that says why nobody is sent anywhere; where the program is elsewhere, with the way to it")
    public Uni<Response> begin(@Context UriInfo uri, @Context HttpHeaders headers) {
        return consent.begin(words(headers), Fields.of(uri.getQueryParameters()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Accepts(ANYONE)
    @Operation(
            summary = "Sign in on the page, or decide",
            description =
                    "What the page's forms send: email and password (and new_password where one has to be chosen), or the"
                            + " decision with the page's ticket and the scopes. Failed sign-ins count as those of the console.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "200", description = "The next page")
    @APIResponse(responseCode = "303", description = "Back to the program, with a code or with access_denied")
    @APIResponse(responseCode = "400", description = "The page again, with what is wrong")
    @APIResponse(responseCode = "401", description = "The page again: email or password is wrong")
    @APIResponse(
            responseCode = "403",
            description = "The page again: this member may not let programs in, or another page sent the form")
    @APIResponse(responseCode = "429", description = "The page again: too many failed attempts")
    public Uni<Response> goOn(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Nullable MultivaluedMap<String, String> form,
            HttpServerRequest request) {
        var words = words(headers);
        var origin = headers.getHeaderString("Origin");
        if (origin != null && !origin.equals(issuer.origin())) {
            return pages.refusal(words, FORBIDDEN, Trouble.FOREIGN_PAGE);
        }
        return consent.goOn(words, Fields.of(uri.getQueryParameters()), Fields.of(form), Subscriber.of(request));
    }

    /** The first of the browser's languages that is spoken here. */
    private static Words words(HttpHeaders headers) {
        return Words.in(headers.getAcceptableLanguages().stream()
                .map(Locale::getLanguage)
                .map(language -> language.equals("iw") ? "he" : language)
                .filter(SPOKEN::contains)
                .findFirst()
                .orElse("en"));
    }
}

package usher.admin.oauth.consent;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.admin.oauth.client.RedirectUri;
import usher.admin.oauth.grant.Authority.Finding;

/** Fills pages in and sends them, with the headers that keep others out of them. */
@ApplicationScoped
class PageWriter {
    private static final int OK = 200;

    /**
     * Nothing but our own style sheet is loaded, and nobody frames the page. A browser holds where a form leads to against
     * {@code form-action} even when it is sent on from here, so the place where the answer goes is named in it.
     */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'%s";

    Uni<Response> entry(Words words, Asking asking, @Nullable Trouble trouble, String email) {
        var say = say(words, asking);
        say.put("entry", words.of("entry", asking.client().name()));
        return page(status(trouble), asking, Pages.entry(say, sentence(words, trouble), email));
    }

    Uni<Response> renewal(Words words, Asking asking, @Nullable Trouble trouble, String email) {
        return page(status(trouble), asking, Pages.renewal(say(words, asking), sentence(words, trouble), email));
    }

    Uni<Response> consent(Words words, Asking asking, @Nullable Trouble trouble, Finding.May may, String ticket) {
        var say = say(words, asking);
        say.put("consent", words.of("consent", asking.client().name(), may.tenantName()));
        say.put("who", may.email());
        var choices = asking.scopes().stream()
                .sorted()
                .map(scope -> Map.of("name", scope.text(), "text", words.of(scope)))
                .toList();
        return page(status(trouble), asking, Pages.consent(say, sentence(words, trouble), ticket, choices));
    }

    /** Nobody is sent anywhere from this one. */
    Uni<Response> refusal(Words words, int status, Trouble trouble) {
        return page(status, null, Pages.refusal(say(words), words.of(trouble), "", ""));
    }

    /**
     * Anybody can register a place and make a mistake on purpose. So that a link to us is no way there for people who have not seen where
     * it ends, they read it first and go themselves (RFC 9700, 4.11.2).
     */
    Uni<Response> mistake(Words words, String redirectUri, URI to) {
        var place = RedirectUri.place(redirectUri);
        return page(400, null, Pages.refusal(say(words), words.of(Trouble.ASKED_WRONGLY), place, to.toString()));
    }

    /** The answer goes back by a GET, whatever came here (303). */
    static Response sendTo(URI place) {
        return Response.seeOther(place)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private static Map<String, String> say(Words words) {
        var say = new HashMap<>(words.labels());
        say.put("language", words.language());
        say.put("direction", words.direction());
        return say;
    }

    private static Map<String, String> say(Words words, Asking asking) {
        var say = say(words);
        var place = RedirectUri.place(asking.redirectUri());
        say.put("address", asking.redirectUri().startsWith("https:") ? place : words.of("local") + " (" + place + ")");
        return say;
    }

    private static String sentence(Words words, @Nullable Trouble trouble) {
        return trouble == null ? "" : words.of(trouble);
    }

    private static int status(@Nullable Trouble trouble) {
        return switch (trouble) {
            case null -> OK;
            case WRONG_PASSWORD -> 401;
            case TOO_MANY_ATTEMPTS -> 429;
            case NO_TENANT, ROLE_TOO_LOW, TENANT_AWAY -> 403;
            default -> 400;
        };
    }

    private static Uni<Response> page(int status, @Nullable Asking asking, TemplateInstance page) {
        return page.createUni()
                .map(html -> Response.status(status)
                        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                        .header(
                                "Content-Security-Policy",
                                POLICY.formatted(asking == null ? "" : target(asking.redirectUri())))
                        .header("X-Frame-Options", "DENY")
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Referrer-Policy", "same-origin")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .entity(html)
                        .build());
    }

    /** A policy has no word for an address of IPv6, so there it is the scheme alone. */
    private static String target(String redirectUri) {
        var uri = URI.create(redirectUri);
        var scheme = " " + uri.getScheme() + ":";
        return uri.getHost().startsWith("[") ? scheme : scheme + "//" + uri.getRawAuthority();
    }
}

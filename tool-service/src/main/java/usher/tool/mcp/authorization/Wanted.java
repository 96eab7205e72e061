package usher.tool.mcp.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.kit.egress.Egress;
import usher.tool.integration.connector.IntegrationKind;
import usher.tool.integration.connector.Link;
import usher.tool.integration.connector.Objection;
import usher.tool.mcp.oauth.Clients.Given;
import usher.tool.mcp.oauth.Scopes;

/**
 * What settings say of being authorised, {@code {"url", "auth": "authorization_code", "issuer", "client_id", "scope"}}, all but the
 * first two optional. A client's secret goes to one authorization server alone, which is therefore named with it: otherwise the
 * server that is called could say to whom it is sent.
 */
public record Wanted(
        URI url, @Nullable String issuer, @Nullable Given client, Scopes scope) {
    public static final String METHOD = "authorization_code";
    public static final String SECRET = "client_secret";
    private static final int LONGEST = 2_000;

    /** Nothing for an integration that is not authorised this way. */
    static Optional<Wanted> of(Link link) {
        var settings = link.settings();
        if (link.kind() != IntegrationKind.MCP
                || !METHOD.equals(settings.path("auth").asText())) {
            return Optional.empty();
        }
        var id = settings.path("client_id").asText();
        var issuer = settings.path("issuer").asText();
        return Optional.of(new Wanted(
                URI.create(settings.path("url").asText()),
                issuer.isBlank() ? null : issuer,
                id.isBlank()
                        ? null
                        : new Given(id, link.credentials().find(SECRET).orElse(null)),
                Scopes.of(settings.path("scope").asText())));
    }

    public static List<Objection> judge(ObjectNode settings, Set<String> credentials, Egress egress) {
        var objections = new ArrayList<Objection>();
        var issuer = settings.path("issuer").asText();
        if (!issuer.isBlank()) {
            address(issuer, egress).ifPresent(objections::add);
        }
        if (settings.path("client_id").asText().length() > LONGEST) {
            objections.add(invalid("/client_id", "The id of a client has at most 2,000 characters."));
        }
        if (!Scopes.isWellSpelled(settings.path("scope").asText())) {
            objections.add(invalid("/scope", "These are names of scopes, with spaces between them."));
        }
        if (credentials.contains(SECRET) && settings.path("client_id").asText().isBlank()) {
            objections.add(invalid("/client_id", "A client's secret needs the id of the client."));
        }
        if (credentials.contains(SECRET) && issuer.isBlank()) {
            objections.add(invalid("/issuer", "A client's secret needs the authorization server that it is for."));
        }
        return objections;
    }

    private static Optional<Objection> address(String issuer, Egress egress) {
        try {
            return egress.objection(new URI(issuer))
                    .map(denied -> new Objection("/issuer", "url-not-allowed", denied.sentence()));
        } catch (URISyntaxException malformed) {
            return Optional.of(invalid("/issuer", "This is not a URL."));
        }
    }

    private static Objection invalid(String pointer, String sentence) {
        return new Objection(pointer, "setting-invalid", sentence);
    }
}

package usher.tool.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import usher.kit.egress.Egress;
import usher.tool.integration.connector.Objection;
import usher.tool.mcp.authorization.Wanted;

/** Where a server is and how one signs in: {@code {"url", "auth", "header", "token_url", "client_id", "scope", "issuer"}}. */
record McpSettings(URI url, Auth auth) {
    private static final Set<String> KNOWN =
            Set.of("url", "auth", "header", "token_url", "client_id", "scope", "issuer");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern OWN_HEADER = Pattern.compile(
            "(?i)mcp-.*|host|content-.*|accept.*|connection|transfer-encoding|te|upgrade|user-agent|trace.*"
                    + "|x-forwarded-.*|forwarded|via");

    /** How a request says on whose behalf it comes. */
    sealed interface Auth {
        record None() implements Auth {}

        record Bearer() implements Auth {}

        record Header(String name) implements Auth {}

        record ClientCredentials(URI tokenUrl, String clientId, String scope) implements Auth {}

        /** By a member, in the browser; see {@link Wanted}. */
        record AuthorizationCode() implements Auth {}

        /** The one credential it has. */
        default Optional<String> credential() {
            return switch (this) {
                case None none -> Optional.empty();
                case Bearer bearer -> Optional.of("token");
                case Header header -> Optional.of("value");
                case ClientCredentials grant -> Optional.of("client_secret");
                case AuthorizationCode code -> Optional.of(Wanted.SECRET);
            };
        }

        default boolean needsCredential() {
            return !(this instanceof None || this instanceof AuthorizationCode);
        }
    }

    static List<Objection> judge(ObjectNode settings, Set<String> credentials, Egress egress) {
        var objections = new ArrayList<Objection>();
        settings.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                objections.add(new Objection("/" + name, "setting-unknown", "An MCP server has no such setting."));
            }
        });
        address(settings, "url", egress).ifPresent(objections::add);
        var kind = settings.path("auth").asText("none");
        switch (kind) {
            case "none", "bearer" -> {}
            case "header" -> {
                var header = settings.path("header").asText();
                if (!HEADER.matcher(header).matches()
                        || OWN_HEADER.matcher(header).matches()) {
                    objections.add(
                            invalid("/header", "This is the name of a header that the protocol does not use itself."));
                }
            }
            case "oauth2" -> {
                address(settings, "token_url", egress).ifPresent(objections::add);
                if (settings.path("client_id").asText().isBlank()) {
                    objections.add(invalid("/client_id", "OAuth 2 needs the id of a client."));
                }
            }
            case Wanted.METHOD -> objections.addAll(Wanted.judge(settings, credentials, egress));
            default ->
                objections.add(invalid(
                        "/auth", "This is \"none\", \"bearer\", \"header\", \"oauth2\" or \"authorization_code\"."));
        }
        if (objections.isEmpty()) {
            objections.addAll(judge(of(settings).auth(), credentials));
        }
        return objections;
    }

    private static List<Objection> judge(Auth auth, Set<String> credentials) {
        var objections = new ArrayList<Objection>();
        auth.credential()
                .filter(name -> auth.needsCredential() && !credentials.contains(name))
                .map(name ->
                        new Objection("/credentials/" + name, "credential-missing", "This way to sign in needs it."))
                .ifPresent(objections::add);
        credentials.stream()
                .filter(name -> !auth.credential().equals(Optional.of(name)))
                .map(name ->
                        new Objection("/credentials/" + name, "credential-unknown", "This way to sign in has no such."))
                .forEach(objections::add);
        return objections;
    }

    /** Of settings that were judged. */
    static McpSettings of(ObjectNode settings) {
        return new McpSettings(
                URI.create(settings.path("url").asText()),
                switch (settings.path("auth").asText("none")) {
                    case "bearer" -> new Auth.Bearer();
                    case "header" -> new Auth.Header(settings.path("header").asText());
                    case "oauth2" ->
                        new Auth.ClientCredentials(
                                URI.create(settings.path("token_url").asText()),
                                settings.path("client_id").asText(),
                                settings.path("scope").asText());
                    case Wanted.METHOD -> new Auth.AuthorizationCode();
                    default -> new Auth.None();
                });
    }

    private static Optional<Objection> address(ObjectNode settings, String name, Egress egress) {
        try {
            return egress.objection(new URI(settings.path(name).asText()))
                    .map(denied -> new Objection("/" + name, "url-not-allowed", denied.sentence()));
        } catch (URISyntaxException malformed) {
            return Optional.of(invalid("/" + name, "This is not a URL."));
        }
    }

    private static Objection invalid(String pointer, String sentence) {
        return new Objection(pointer, "setting-invalid", sentence);
    }
}

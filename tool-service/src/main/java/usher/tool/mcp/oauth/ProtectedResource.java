package usher.tool.mcp.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.StreamSupport;
import usher.kit.egress.Origin;

/** What a server that wants tokens says of itself (RFC 9728): what tokens are issued for, and by whom. */
public record ProtectedResource(String resource, List<String> issuers, Scopes scopes) {
    static ProtectedResource of(URI server, ObjectNode said) {
        var resource = said.path("resource").asText();
        if (!covers(resource, server)) {
            throw Unsuitable.because(
                    "resource-mismatch", "The server's description is that of another resource, and is not believed.");
        }
        var issuers = StreamSupport.stream(said.path("authorization_servers").spliterator(), false)
                .map(issuer -> issuer.asText())
                .filter(issuer -> !issuer.isBlank())
                .toList();
        if (issuers.isEmpty()) {
            throw Unsuitable.because(
                    "authorization-not-offered", "The server does not say which authorization server it believes.");
        }
        return new ProtectedResource(resource, issuers, Scopes.of(said.path("scopes_supported")));
    }

    /**
     * Whether a token for this resource may be sent to that URL: it is the resource itself or lies below it. RFC 9728, section 3.3,
     * asks for the same text; many servers name their origin, or a path above.
     */
    public static boolean covers(String resource, URI url) {
        try {
            var uri = new URI(resource);
            if (uri.getHost() == null
                    || uri.getRawFragment() != null
                    || !Origin.of(uri).equals(Origin.of(url))) {
                return false;
            }
            var above = path(uri);
            return path(url).equals(above) || path(url).startsWith(above.endsWith("/") ? above : above + "/");
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static String path(URI uri) {
        return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }
}

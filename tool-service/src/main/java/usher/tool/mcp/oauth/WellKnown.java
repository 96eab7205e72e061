package usher.tool.mcp.oauth;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Where servers describe themselves, in the order in which one looks. */
final class WellKnown {
    private static final String RESOURCE = "/.well-known/oauth-protected-resource";
    private static final String SERVER = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    private WellKnown() {}

    /** RFC 9728, section 3.1: between host and path; and, which is MCP's own, at the root. */
    static List<URI> ofResource(URI resource) {
        var query = resource.getRawQuery() == null ? "" : "?" + resource.getRawQuery();
        var path = resource.getRawPath() == null || resource.getRawPath().equals("/") ? "" : resource.getRawPath();
        return Stream.of(RESOURCE + path + query, RESOURCE)
                .distinct()
                .map(place -> at(resource, place))
                .toList();
    }

    /** RFC 8414, sections 3.1 and 5: between host and path; OpenID Connect Discovery appends to the path. */
    static List<URI> ofIssuer(URI issuer) {
        var path = issuer.getRawPath() == null ? "" : issuer.getRawPath().replaceAll("/+$", "");
        return Stream.of(SERVER + path, OPENID + path, path + OPENID)
                .distinct()
                .map(place -> at(issuer, place))
                .toList();
    }

    private static URI at(URI server, String place) {
        return URI.create(server.getScheme() + "://" + server.getRawAuthority() + place);
    }
}

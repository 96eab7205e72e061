package usher.tool.mcp.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.kit.egress.Egress;

/**
 * What an authorization server says of itself (RFC 8414, OpenID Connect Discovery), once it was judged. {@code namesItself} says that
 * its responses carry {@code iss} (RFC 9207); {@code readsClients} that a client may be known by the URL of its own description.
 */
public record AuthorizationServer(
        String issuer,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        @Nullable URI registrationEndpoint,
        @Nullable URI revocationEndpoint,
        Set<String> clientMethods,
        Scopes scopes,
        boolean namesItself,
        boolean readsClients) {

    static AuthorizationServer of(String issuer, ObjectNode said, Egress egress) {
        if (!issuer.equals(said.path("issuer").asText())) {
            throw Unsuitable.because(
                    "issuer-mismatch", "The authorization server's description is that of another one.");
        }
        if (!texts(said.path("code_challenge_methods_supported")).contains("S256")) {
            throw Unsuitable.because(
                    "pkce-not-supported", "The authorization server does not say that it knows PKCE with S256.");
        }
        if (said.has("response_types_supported")
                && !texts(said.path("response_types_supported")).contains("code")) {
            throw Unsuitable.because("code-not-supported", "The authorization server gives out no codes.");
        }
        var reader = new Endpoints(said, egress);
        return new AuthorizationServer(
                issuer,
                reader.required("authorization_endpoint"),
                reader.required("token_endpoint"),
                reader.find("registration_endpoint"),
                reader.find("revocation_endpoint"),
                methods(said.path("token_endpoint_auth_methods_supported")),
                Scopes.of(said.path("scopes_supported")),
                said.path("authorization_response_iss_parameter_supported").asBoolean(false),
                said.path("client_id_metadata_document_supported").asBoolean(false));
    }

    /** RFC 8414, section 2: what is left out stands for one. */
    private static Set<String> methods(JsonNode said) {
        return said.isArray() ? texts(said) : Set.of(Client.BASIC);
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new HashSet<String>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private record Endpoints(ObjectNode said, Egress egress) {
        URI required(String name) {
            var endpoint = find(name);
            if (endpoint == null) {
                throw Unsuitable.because(
                        "authorization-server-incomplete",
                        "The authorization server's description names no " + name + ".");
            }
            return endpoint;
        }

        @Nullable
        URI find(String name) {
            var text = said.path(name).asText();
            if (text.isBlank()) {
                return null;
            }
            try {
                var uri = new URI(text);
                egress.objection(uri).ifPresent(denied -> {
                    throw Unsuitable.because("url-not-allowed", denied.sentence());
                });
                return uri;
            } catch (URISyntaxException malformed) {
                throw Unsuitable.because(
                        "authorization-server-incomplete",
                        "What the authorization server names as " + name + " is no URL.");
            }
        }
    }
}

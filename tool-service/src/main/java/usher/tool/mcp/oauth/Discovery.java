package usher.tool.mcp.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.kit.egress.Egress;
import usher.kit.problem.Refusal;

/**
 * Finds out who issues tokens for a server, from what it said when it was asked without one. See "Authorization Server Discovery" of
 * the Model Context Protocol, which is the same in all revisions since 2025-11-25.
 */
@ApplicationScoped
public class Discovery {
    private final Challenges challenges;
    private final Documents documents;
    private final Egress egress;

    Discovery(Challenges challenges, Documents documents, Egress egress) {
        this.challenges = challenges;
        this.documents = documents;
        this.egress = egress;
    }

    /** {@code asked} is the scope that the server wants to be shown, where it said so. */
    public record Found(Scopes asked, ProtectedResource resource, AuthorizationServer server) {}

    /** {@code issuer} is the one that the tenant insists on, or null for the first that the server names. */
    public Uni<Found> find(Asker asker, URI url, @Nullable String issuer) {
        return challenges
                .of(asker, url)
                .chain(challenge -> documents
                        .first(asker, places(url, challenge))
                        .map(said -> ProtectedResource.of(url, said.orElseThrow(Discovery::notOffered)))
                        .chain(resource -> server(asker, chosen(resource, issuer))
                                .map(server -> new Found(challenge.scope(), resource, server))));
    }

    /** A server that says where it describes itself means it; otherwise one looks where it should be. */
    private static List<URI> places(URI url, Challenge challenge) {
        return challenge.metadata().map(text -> List.of(uri(text))).orElseGet(() -> WellKnown.ofResource(url));
    }

    private static String chosen(ProtectedResource resource, @Nullable String issuer) {
        if (issuer == null) {
            return resource.issuers().getFirst();
        }
        if (!resource.issuers().contains(issuer)) {
            throw Unsuitable.because(
                    "issuer-mismatch", "The server does not believe the authorization server that the settings name.");
        }
        return issuer;
    }

    private Uni<AuthorizationServer> server(Asker asker, String issuer) {
        var uri = uri(issuer);
        egress.objection(uri).ifPresent(denied -> {
            throw Unsuitable.because("url-not-allowed", denied.sentence());
        });
        return documents.first(asker, WellKnown.ofIssuer(uri)).map(said -> {
            ObjectNode document = said.orElseThrow(() -> Unsuitable.because(
                    "authorization-server-unknown", "The authorization server does not describe itself anywhere."));
            return AuthorizationServer.of(issuer, document, egress);
        });
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw Unsuitable.because("url-not-allowed", "The server names an address that is no URL.");
        }
    }

    private static Refusal notOffered() {
        return Unsuitable.because("authorization-not-offered", "The server does not say how one is authorised at it.");
    }
}

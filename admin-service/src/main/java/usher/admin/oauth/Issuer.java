package usher.admin.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import usher.kit.access.ProtectedResource;
import usher.kit.problem.Refusal;

/** Who gives tokens, and what they are for. Without a public address there is neither: 404. */
@ApplicationScoped
public class Issuer {
    private final OAuthConfig config;

    Issuer(OAuthConfig config) {
        this.config = config;
    }

    public String url() {
        return resource().issuer();
    }

    /** The audience of all tokens. */
    public String audience() {
        return resource().address();
    }

    /** What browsers name as the origin of our own pages. */
    public String origin() {
        var url = URI.create(url());
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private ProtectedResource resource() {
        return config.issuer()
                .map(url -> new ProtectedResource(url, config.resourcePath()))
                .orElseThrow(Refusal::notFound);
    }
}

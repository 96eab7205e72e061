package usher.tool.mcp.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;
import usher.tool.mcp.oauth.Clients.Ours;

/** Where browsers and authorization servers find this installation. */
@ApplicationScoped
class PublicAddresses {
    static final String CALLBACK = "/api/v1/tools/oauth/callback";
    static final String DOCUMENT = "/api/v1/tools/oauth/client";

    private final AuthorizationConfig config;

    PublicAddresses(AuthorizationConfig config) {
        this.config = config;
    }

    Ours ours() {
        var callback = callback();
        return new Ours(callback, config.clientDocument() && isEncrypted(callback) ? document() : null);
    }

    URI callback() {
        return at(CALLBACK);
    }

    URI document() {
        return at(DOCUMENT);
    }

    static boolean isEncrypted(URI uri) {
        return "https".equals(uri.getScheme());
    }

    private URI at(String path) {
        @Nullable String url = config.publicUrl().orElse(null);
        if (url == null) {
            throw Refusal.conflict(
                    "public-url-missing",
                    "This installation does not know its public address: whoever runs it sets USHER_PUBLIC_URL.");
        }
        return URI.create(url.replaceAll("/+$", "") + path);
    }
}

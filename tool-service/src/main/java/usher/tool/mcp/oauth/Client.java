package usher.tool.mcp.oauth;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** As whom one is known at an authorization server, and how one shows it there (RFC 7591, section 2). */
public record Client(String id, @Nullable String secret, String method) {
    static final String NONE = "none";
    static final String BASIC = "client_secret_basic";
    static final String POST = "client_secret_post";

    /** One that the tenant has made over there. */
    static Client given(Clients.Given given, Set<String> methods) {
        if (given.secret() == null) {
            return new Client(given.id(), null, NONE);
        }
        return new Client(
                given.id(), given.secret(), methods.contains(BASIC) || !methods.contains(POST) ? BASIC : POST);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Client[" + id + ", " + method + "]";
    }
}

package usher.chat.mcp;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import usher.kit.access.DelegateTokens;
import usher.kit.access.ProtectedResource;

/** What a program without the right token is told in {@code WWW-Authenticate}. See RFC 6750, 3 and RFC 9728, 5.1. */
@ApplicationScoped
class Challenge {
    private final DelegateTokens tokens;

    Challenge(DelegateTokens tokens) {
        this.tokens = tokens;
    }

    /** Nothing came that could be a credential. */
    String missing() {
        return bearer(List.of());
    }

    String invalid() {
        return bearer(List.of("error=\"invalid_token\""));
    }

    /** {@code scope} is what would do. */
    String scope(String scope) {
        return bearer(List.of("error=\"insufficient_scope\"", "scope=\"" + scope + '"'));
    }

    private String bearer(List<String> said) {
        var all = new ArrayList<>(said);
        tokens.resource()
                .map(ProtectedResource::metadata)
                .ifPresent(url -> all.add("resource_metadata=\"" + url + '"'));
        return all.isEmpty() ? "Bearer" : "Bearer " + String.join(", ", all);
    }
}

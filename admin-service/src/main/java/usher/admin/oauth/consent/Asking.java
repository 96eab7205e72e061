package usher.admin.oauth.consent;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import usher.admin.oauth.client.Client;
import usher.contracts.access.Scope;
import usher.kit.access.Authenticator;

/**
 * What a program asks a member for, as far as it can be judged before anybody has signed in.
 *
 * @param redirectUri one of the program's own, where the answer goes
 * @param challenge the SHA-256 of a secret of the program's, in base64url
 * @param state comes back with the answer as it was sent
 */
record Asking(Client client, String redirectUri, @Nullable String state, String challenge, Set<Scope> scopes) {
    Asking {
        scopes = Set.copyOf(scopes);
    }

    /** Two that differ in anything have different ones. */
    String fingerprint() {
        return Authenticator.sha256(String.join(
                "\n", client.id().toString(), redirectUri, challenge, Scope.list(scopes), state == null ? "" : state));
    }
}

package usher.admin.oauth.consent;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import usher.admin.oauth.Fields;
import usher.admin.oauth.Issuer;
import usher.admin.oauth.OAuthError;
import usher.admin.oauth.client.Client;
import usher.admin.oauth.client.Clients;
import usher.contracts.access.Scope;
import usher.kit.tenant.Tenancy;

/** Reads authorization requests (RFC 6749, 4.1.1; RFC 7636; RFC 8707): first whose they are, then what they ask. */
@ApplicationScoped
class AskingReader {
    /** Base64url of 32 bytes. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Issuer issuer;
    private final Tenancy tenancy;
    private final Clients clients;

    AskingReader(Issuer issuer, Tenancy tenancy, Clients clients) {
        this.issuer = issuer;
        this.tenancy = tenancy;
        this.clients = clients;
    }

    Uni<Reading> read(Fields query) {
        issuer.url();
        var id = single(query, "client_id");
        var redirectUri = single(query, "redirect_uri");
        if (id == null || redirectUri == null) {
            return Uni.createFrom().item(new Reading.Stranger(Trouble.MALFORMED));
        }
        return tenancy.across(() -> clients.named(id)).map(client -> read(query, client, redirectUri));
    }

    private Reading read(Fields query, @Nullable Client client, String redirectUri) {
        if (client == null) {
            return new Reading.Stranger(Trouble.UNKNOWN_CLIENT);
        }
        if (!client.isAt(redirectUri)) {
            return new Reading.Stranger(Trouble.WRONG_ADDRESS);
        }
        var state = single(query, "state");
        try {
            return new Reading.Fine(asking(query, client, redirectUri, state));
        } catch (OAuthError refused) {
            var back = new Return(redirectUri, state, issuer.url());
            return new Reading.Returned(
                    redirectUri, back.withError(refused.error(), String.valueOf(refused.getMessage())));
        }
    }

    private Asking asking(Fields query, Client client, String redirectUri, @Nullable String state) {
        query.one("state");
        if (!query.required("response_type").equals("code")) {
            throw new OAuthError("unsupported_response_type", "The only answer given here is a code.");
        }
        if (!query.one("code_challenge_method").filter("S256"::equals).isPresent()) {
            throw OAuthError.invalidRequest("code_challenge_method is S256.");
        }
        var challenge = query.required("code_challenge");
        if (!CHALLENGE.matcher(challenge).matches()) {
            throw OAuthError.invalidRequest("code_challenge is a SHA-256 in base64url, without padding.");
        }
        if (query.all("resource").stream().anyMatch(named -> !named.equals(issuer.audience()))) {
            throw new OAuthError("invalid_target", "Access is given to " + issuer.audience() + " alone.");
        }
        return new Asking(client, redirectUri, state, challenge, scopes(query));
    }

    /** Who names none asks for all; what is not known here is left out. */
    private static Set<Scope> scopes(Fields query) {
        var scopes = query.one("scope").map(Scope::read).orElseGet(() -> EnumSet.allOf(Scope.class));
        if (scopes.isEmpty()) {
            throw new OAuthError("invalid_scope", "None of these scopes is known here.");
        }
        return scopes;
    }

    private static @Nullable String single(Fields query, String name) {
        try {
            return query.one(name).orElse(null);
        } catch (OAuthError unclear) {
            return null;
        }
    }
}

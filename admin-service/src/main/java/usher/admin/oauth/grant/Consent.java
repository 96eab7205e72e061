package usher.admin.oauth.grant;

import java.util.Set;
import usher.admin.oauth.client.Client;
import usher.contracts.access.Scope;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;

/**
 * What a member has said yes to.
 *
 * @param redirectUri where the code goes, and who comes with it has to name again
 * @param challenge the SHA-256 of what only the program that asked knows (RFC 7636)
 */
public record Consent(
        TenantId tenant, MemberId member, Client client, Set<Scope> scopes, String redirectUri, String challenge) {
    public Consent {
        scopes = Set.copyOf(scopes);
    }
}

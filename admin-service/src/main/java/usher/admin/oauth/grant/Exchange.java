package usher.admin.oauth.grant;

import java.util.Set;
import java.util.UUID;
import usher.contracts.access.Scope;
import usher.contracts.id.GrantId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;

/** What became of a code or a refresh token that a program came with. */
sealed interface Exchange {
    /** {@code scopes} is what this access token is for, which may be less than what was granted. */
    record Given(TenantId tenant, GrantId grant, MemberId member, UUID client, Set<Scope> scopes, String refreshToken)
            implements Exchange {
        static Given of(Grant grant, Set<Scope> scopes, String refreshToken) {
            return new Given(grant.tenant(), grant.id(), grant.member(), grant.client(), scopes, refreshToken);
        }
    }

    /** {@code error} is OAuth's word for it. */
    record Refused(String error, String sentence) implements Exchange {
        static Exchange grant(String sentence) {
            return new Refused("invalid_grant", sentence);
        }
    }

    /** Nothing came of it for now, and nothing was spent: it may come again after so many seconds. */
    record TooMany(long seconds) implements Exchange {}

    /** It had been used before: somebody else has a copy, so all that the grant gave is taken back. */
    record Reused(TenantId tenant, GrantId grant) implements Exchange {}
}

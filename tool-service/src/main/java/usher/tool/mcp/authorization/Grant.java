package usher.tool.mcp.authorization;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.MemberId;
import usher.tool.mcp.oauth.Party;
import usher.tool.mcp.oauth.Scopes;
import usher.tool.mcp.oauth.TokenEndpoint.Account;

/**
 * What an integration may do at its server, opened for one act. Without an access token it may do nothing any more; {@code needed} says
 * why a member has to come again, and {@code wantedScope} what for. {@code generation} grows with every new token.
 */
record Grant(
        Party party,
        @Nullable String clientSecret,
        @Nullable String access,
        @Nullable String refresh,
        @Nullable Instant accessUntil,
        Scopes scope,
        long generation,
        @Nullable Instant refreshingUntil,
        @Nullable String needed,
        Scopes wantedScope,
        Instant connectedAt,
        MemberId connectedBy) {

    Account account() {
        return new Account(party, clientSecret);
    }

    /** One whose end was not told is good until the server says otherwise. */
    boolean endsBefore(Instant moment) {
        return accessUntil != null && !moment.isBefore(accessUntil);
    }

    boolean isBeingRefreshed(Instant now) {
        return refreshingUntil != null && now.isBefore(refreshingUntil);
    }

    @Override
    public String toString() {
        return "Grant[" + party.issuer() + ", " + generation + "]";
    }
}

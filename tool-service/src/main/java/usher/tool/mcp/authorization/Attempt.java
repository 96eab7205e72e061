package usher.tool.mcp.authorization;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.MemberId;
import usher.tool.mcp.oauth.Party;
import usher.tool.mcp.oauth.Scopes;

/** What a member has begun for one version of an integration, with what it takes to finish it, opened. */
record Attempt(
        IntegrationId integration,
        long version,
        Party party,
        @Nullable String clientSecret,
        String verifier,
        Scopes scope,
        MemberId member,
        Instant expiresAt) {
    @Override
    public String toString() {
        return "Attempt[" + integration + "]";
    }
}

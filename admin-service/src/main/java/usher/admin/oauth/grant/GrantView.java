package usher.admin.oauth.grant;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.GrantId;
import usher.contracts.id.MemberId;

/** A grant as members see it: who let which program in for what, and when it last came for a token, which holds half an hour. */
record GrantView(
        GrantId id,
        String client,
        String clientId,
        MemberId member,
        String email,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {
    static GrantView of(Grant grant, String email) {
        return new GrantView(
                grant.id(),
                grant.clientName(),
                grant.client().toString(),
                grant.member(),
                email,
                grant.scopeNames(),
                grant.createdAt(),
                grant.usedAt());
    }
}

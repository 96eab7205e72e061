package usher.tool.mcp.authorization;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.MemberId;

/** How far an integration is authorised; never a token. */
@Schema(
        description =
                "status: none; waiting, a member has begun and not finished; connected; needs_authorization, a member has to come again,"
                        + " for reason insufficient_scope (tools that need less still work, wanted_scope is what is asked for then) or"
                        + " because the tokens hold no more. expires_at: the end of the access token, which is renewed by itself where"
                        + " renewable is true; null where the server did not say. waiting_until: an attempt holds that long.")
record AuthorizationView(
        Status status,
        @Nullable String reason,
        @Nullable String issuer,
        @Nullable String resource,
        @Nullable String scope,
        @Nullable String wantedScope,
        @Nullable Instant connectedAt,
        @Nullable MemberId connectedBy,
        @Nullable Instant expiresAt,
        @Nullable Boolean renewable,
        @Nullable Instant waitingUntil) {

    enum Status {
        @JsonProperty("none")
        NONE,
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("connected")
        CONNECTED,
        @JsonProperty("needs_authorization")
        NEEDS_AUTHORIZATION
    }

    static AuthorizationView of(Optional<Grant> found, @Nullable Instant waitingUntil) {
        return found.map(grant -> of(grant, waitingUntil)).orElseGet(() -> nothing(waitingUntil));
    }

    private static AuthorizationView of(Grant grant, @Nullable Instant waitingUntil) {
        var status = grant.needed() == null
                ? Status.CONNECTED
                : waitingUntil == null ? Status.NEEDS_AUTHORIZATION : Status.WAITING;
        return new AuthorizationView(
                status,
                grant.needed(),
                grant.party().issuer(),
                grant.party().resource(),
                grant.scope().text(),
                grant.wantedScope().isEmpty() ? null : grant.wantedScope().text(),
                grant.connectedAt(),
                grant.connectedBy(),
                grant.accessUntil(),
                grant.refresh() != null,
                waitingUntil);
    }

    private static AuthorizationView nothing(@Nullable Instant waitingUntil) {
        var status = waitingUntil == null ? Status.NONE : Status.WAITING;
        return new AuthorizationView(status, null, null, null, null, null, null, null, null, null, waitingUntil);
    }
}

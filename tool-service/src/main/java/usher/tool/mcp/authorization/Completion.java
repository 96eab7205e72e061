package usher.tool.mcp.authorization;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import usher.contracts.id.TenantId;
import usher.tool.integration.connector.Deadline;
import usher.tool.mcp.oauth.Asker;
import usher.tool.mcp.oauth.TokenAnswer;
import usher.tool.mcp.oauth.TokenEndpoint;
import usher.tool.mcp.oauth.TokenEndpoint.Account;

/** The second half of an authorization: the browser is back with a code, which becomes tokens. */
@ApplicationScoped
class Completion {
    private static final Logger LOG = Logger.getLogger(Completion.class);
    private static final int LONGEST_CODE = 4_000;

    private final Attempts attempts;
    private final Grants grants;
    private final TokenEndpoint endpoint;
    private final PublicAddresses addresses;
    private final AuthorizationConfig config;
    private final InstantSource clock;

    Completion(
            Attempts attempts,
            Grants grants,
            TokenEndpoint endpoint,
            PublicAddresses addresses,
            AuthorizationConfig config,
            InstantSource clock) {
        this.attempts = attempts;
        this.grants = grants;
        this.endpoint = endpoint;
        this.addresses = addresses;
        this.config = config;
        this.clock = clock;
    }

    /** {@code browser} is what the cookie holds that was set when it was begun. */
    Uni<Ending> finish(State state, String browser, Answer answer) {
        return attempts.take(state, browser)
                .chain(attempt -> judge(state.tenant(), attempt, answer))
                .invoke(ending ->
                        LOG.infof("An authorization ended tenant=%s outcome=%s", state.tenant(), ending.code()));
    }

    /** Who answers is looked at before what is said: an error of somebody else's is none. */
    private Uni<Ending> judge(TenantId tenant, Optional<Attempt> found, Answer answer) {
        if (found.isEmpty() || !clock.instant().isBefore(found.get().expiresAt())) {
            return Uni.createFrom().item(Ending.UNKNOWN);
        }
        var attempt = found.get();
        if (!attempt.party().isNamed(answer.iss())) {
            return Uni.createFrom().item(Ending.ISSUER_MISMATCH);
        }
        var code = answer.code();
        if (answer.error() != null || code == null || code.isBlank() || code.length() > LONGEST_CODE) {
            return Uni.createFrom().item(Ending.DENIED);
        }
        return exchange(tenant, attempt, code);
    }

    private Uni<Ending> exchange(TenantId tenant, Attempt attempt, String code) {
        var asker = new Asker(tenant, attempt.integration() + " authorization", Deadline.in(config.timeout()));
        var account = new Account(attempt.party(), attempt.clientSecret());
        return endpoint.exchange(asker, account, code, attempt.verifier(), addresses.callback())
                .chain(answer -> switch (answer) {
                    case TokenAnswer.Issued(var tokens) ->
                        grants.keep(tenant, attempt, tokens).map(kept -> kept ? Ending.CONNECTED : Ending.CHANGED);
                    case TokenAnswer.Refused refused -> Uni.createFrom().item(Ending.REFUSED);
                    case TokenAnswer.Unavailable unavailable -> Uni.createFrom().item(Ending.UNAVAILABLE);
                });
    }
}

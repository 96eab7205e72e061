package usher.tool.mcp.authorization;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import usher.tool.integration.connector.Deadline;
import usher.tool.integration.connector.Link;
import usher.tool.mcp.oauth.Asker;
import usher.tool.mcp.oauth.Challenge;
import usher.tool.mcp.oauth.ProtectedResource;
import usher.tool.mcp.oauth.TokenAnswer;
import usher.tool.mcp.oauth.TokenEndpoint;
import usher.tool.mcp.oauth.Tokens;

/**
 * The tokens that calls are made with. A refresh token that is used twice ends everything at many servers, so one caller of all replicas
 * refreshes and the others wait for what it stores; and once that has begun, it goes on even if its caller gives up.
 */
@ApplicationScoped
public class AccessTokens {
    private static final Logger LOG = Logger.getLogger(AccessTokens.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    /** What the claim outlives the request by: time to store what came of it. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration REST = Duration.ofSeconds(2);
    private static final int STORING_RETRIES = 3;

    private final Grants grants;
    private final TokenEndpoint endpoint;
    private final AuthorizationConfig config;
    private final InstantSource clock;
    private final Vertx vertx;

    AccessTokens(Grants grants, TokenEndpoint endpoint, AuthorizationConfig config, InstantSource clock, Vertx vertx) {
        this.grants = grants;
        this.endpoint = endpoint;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** One that may be sent to this URL. */
    public Uni<Access> token(Link link, URI url) {
        return grants.find(link).chain(found -> {
            if (found.isEmpty() || !ProtectedResource.covers(found.get().party().resource(), url)) {
                return needed();
            }
            var grant = found.get();
            boolean old = grant.endsBefore(clock.instant().plus(config.margin()));
            return old ? renewed(link, grant, "expired") : settled(grant);
        });
    }

    /** After the server has refused one: a newer one, should there be one by now, or else by refreshing. */
    public Uni<Access> next(Link link, Access.Granted refused) {
        return grants.find(link).chain(found -> {
            if (found.isEmpty()) {
                return needed();
            }
            var grant = found.get();
            return grant.generation() == refused.generation() ? renewed(link, grant, "token_refused") : settled(grant);
        });
    }

    /** The server refuses what it was just given: a member has to see to it. */
    public Uni<Void> refused(Link link, Access.Granted access) {
        return grants.find(link)
                .chain(found -> found.isPresent() && found.get().generation() == access.generation()
                        ? lose(link, found.get(), "token_refused")
                        : Uni.createFrom().voidItem());
    }

    /** The server wants more than was granted, for this call at least. */
    public Uni<Void> tooNarrow(Link link, Challenge challenge) {
        return grants.find(link)
                .chain(found -> found.isPresent()
                        ? grants.widen(link, found.get(), challenge.scope())
                        : Uni.createFrom().voidItem());
    }

    private static Uni<Access> settled(Grant grant) {
        return grant.access() == null
                ? needed()
                : Uni.createFrom().item(new Access.Granted(grant.access(), grant.generation()));
    }

    private static Uni<Access> needed() {
        return Uni.createFrom().item(new Access.Needed());
    }

    private Uni<Access> renewed(Link link, Grant grant, String why) {
        if (grant.access() == null) {
            return needed();
        }
        if (grant.refresh() == null) {
            boolean over = !"expired".equals(why) || grant.endsBefore(clock.instant());
            return over ? lose(link, grant, why).chain(AccessTokens::needed) : settled(grant);
        }
        return refresh(link, grant, Deadline.in(config.refreshTimeout().plus(GRACE)));
    }

    private Uni<Access> refresh(Link link, Grant grant, Deadline deadline) {
        var until = clock.instant().plus(config.refreshTimeout()).plus(GRACE);
        return grants.claim(link, grant, until)
                .chain(claimed -> claimed ? exchange(link, grant) : look(link, grant, deadline));
    }

    /** Kept going by memory alone: whoever waited for it may be gone. */
    private Uni<Access> exchange(Link link, Grant grant) {
        var asker = Asker.of(link, Deadline.in(config.refreshTimeout()));
        return endpoint.refresh(asker, grant.account(), Objects.requireNonNull(grant.refresh()))
                .chain(answer -> settle(link, grant, answer))
                .memoize()
                .indefinitely();
    }

    private Uni<Access> settle(Link link, Grant grant, TokenAnswer answer) {
        return switch (answer) {
            case TokenAnswer.Issued(var tokens) -> store(link, grant, tokens);
            case TokenAnswer.Refused(var error) -> lose(link, grant, error).chain(AccessTokens::needed);
            case TokenAnswer.Unavailable unavailable ->
                grants.postpone(link, grant, clock.instant().plus(REST)).<Access>replaceWith(new Access.Unavailable());
        };
    }

    /** The old refresh token is gone by now: what came in its place must not be lost to one hiccup of the database. */
    private Uni<Access> store(Link link, Grant grant, Tokens tokens) {
        return grants.renew(link, grant, tokens)
                .onFailure()
                .retry()
                .atMost(STORING_RETRIES)
                .map(stored ->
                        stored ? new Access.Granted(tokens.access(), grant.generation() + 1) : new Access.Needed());
    }

    private Uni<Void> lose(Link link, Grant grant, String why) {
        LOG.infof("An authorization is over tenant=%s integration=%s reason=%s", link.tenant(), link.id(), why);
        return grants.lose(link, grant, why);
    }

    private Uni<Access> look(Link link, Grant before, Deadline deadline) {
        if (!deadline.allows(LOOK)) {
            return Uni.createFrom().item(new Access.Unavailable());
        }
        return pause().chain(() -> grants.find(link)).chain(found -> seen(link, before, found, deadline));
    }

    private Uni<Access> seen(Link link, Grant before, Optional<Grant> found, Deadline deadline) {
        if (found.isEmpty()) {
            return needed();
        }
        var grant = found.get();
        if (grant.generation() != before.generation()) {
            return settled(grant);
        }
        return grant.isBeingRefreshed(clock.instant()) ? look(link, grant, deadline) : refresh(link, grant, deadline);
    }

    /** A timer of Vert.x comes back on the caller's context. */
    private Uni<Void> pause() {
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(LOOK.toMillis(), id -> emitter.complete(null)));
    }
}

package usher.tool.mcp.authorization;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;
import usher.tool.integration.Integrations;
import usher.tool.integration.connector.Deadline;
import usher.tool.integration.connector.Link;
import usher.tool.mcp.authorization.Beginning.Start;
import usher.tool.mcp.oauth.Asker;
import usher.tool.mcp.oauth.TokenEndpoint;

/** What members do about the authorization of an integration. */
@ApplicationScoped
class Authorizations {
    private final Integrations integrations;
    private final Beginning beginning;
    private final Attempts attempts;
    private final Grants grants;
    private final TokenEndpoint endpoint;
    private final AuthorizationConfig config;
    private final InstantSource clock;

    Authorizations(
            Integrations integrations,
            Beginning beginning,
            Attempts attempts,
            Grants grants,
            TokenEndpoint endpoint,
            AuthorizationConfig config,
            InstantSource clock) {
        this.integrations = integrations;
        this.beginning = beginning;
        this.attempts = attempts;
        this.grants = grants;
        this.endpoint = endpoint;
        this.config = config;
        this.clock = clock;
    }

    Uni<Begun> begin(IntegrationId id, MemberId member, State state, String browser) {
        return integrations
                .link(state.tenant(), id)
                .chain(link -> beginning.begin(new Start(link, member, state, browser)));
    }

    Uni<AuthorizationView> get(TenantId tenant, IntegrationId id) {
        return integrations
                .link(tenant, id)
                .chain(link -> grants.find(link)
                        .chain(grant -> attempts.waiting(tenant, id, clock.instant())
                                .map(until -> AuthorizationView.of(grant, until.orElse(null)))));
    }

    /** First here, so that nothing is called any more, and then over there. */
    Uni<SignedOut> signOut(TenantId tenant, IntegrationId id) {
        return integrations
                .link(tenant, id)
                .chain(link -> attempts.forget(tenant, id)
                        .chain(() -> grants.remove(tenant, id))
                        .chain(grant -> grant.isEmpty() ? Uni.createFrom().item(false) : revoke(link, grant.get()))
                        .map(SignedOut::new));
    }

    /** The refresh token first: many servers take the access token back with it. */
    private Uni<Boolean> revoke(Link link, Grant grant) {
        if (grant.access() == null) {
            return Uni.createFrom().item(false);
        }
        var asker = Asker.of(link, Deadline.in(config.timeout()));
        var access = endpoint.revoke(asker, grant.account(), grant.access(), "access_token");
        return grant.refresh() == null
                ? access
                : endpoint.revoke(asker, grant.account(), grant.refresh(), "refresh_token")
                        .chain(revoked -> access.map(also -> revoked && also));
    }
}

package usher.tool.mcp.authorization;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Collectors;
import usher.contracts.id.MemberId;
import usher.kit.problem.Refusal;
import usher.tool.integration.connector.Deadline;
import usher.tool.integration.connector.Link;
import usher.tool.mcp.oauth.Asker;
import usher.tool.mcp.oauth.Client;
import usher.tool.mcp.oauth.Clients;
import usher.tool.mcp.oauth.Discovery;
import usher.tool.mcp.oauth.Discovery.Found;
import usher.tool.mcp.oauth.Party;
import usher.tool.mcp.oauth.Scopes;

/**
 * The first half of an authorization: the server is asked without a token, who issues them is found, one becomes known there, and
 * what the second half needs is kept. Every attempt registers anew, since clients are cheap and the last one may have been forgotten.
 */
@ApplicationScoped
class Beginning {
    private static final String OFFLINE = "offline_access";

    private final Discovery discovery;
    private final Clients clients;
    private final Attempts attempts;
    private final Grants grants;
    private final PublicAddresses addresses;
    private final AuthorizationConfig config;
    private final InstantSource clock;

    Beginning(
            Discovery discovery,
            Clients clients,
            Attempts attempts,
            Grants grants,
            PublicAddresses addresses,
            AuthorizationConfig config,
            InstantSource clock) {
        this.discovery = discovery;
        this.clients = clients;
        this.attempts = attempts;
        this.grants = grants;
        this.addresses = addresses;
        this.config = config;
        this.clock = clock;
    }

    /** What a member begins with: {@code browser} is what his browser alone will know. */
    record Start(Link link, MemberId member, State state, String browser) {}

    Uni<Begun> begin(Start start) {
        var link = start.link();
        var wanted = Wanted.of(link)
                .orElseThrow(() -> Refusal.conflict(
                        "authorization-not-used",
                        "This integration is not authorised by a member: its \"auth\" is not \"authorization_code\"."));
        var ours = addresses.ours();
        var asker = Asker.of(link, Deadline.in(config.timeout()));
        return discovery
                .find(asker, wanted.url(), wanted.issuer())
                .chain(found -> clients.of(asker, found.server(), Optional.ofNullable(wanted.client()), ours)
                        .chain(client -> keep(start, wanted, found, client)));
    }

    /**
     * What the tenant wants, else what the server asks for, else what it lists; and in any case what was granted before and has turned
     * out to be missing. A server that gives refresh tokens for {@code offline_access} is asked for it.
     */
    private Uni<Scopes> scope(Link link, Wanted wanted, Found found) {
        var asked = found.asked();
        var listed = found.resource().scopes();
        var first = wanted.scope().isEmpty() ? asked.isEmpty() ? listed : asked : wanted.scope();
        return grants.find(link).map(grant -> {
            var all = grant.map(had -> first.and(had.scope()).and(had.wantedScope()))
                    .orElse(first);
            boolean offline = found.server().scopes().contains(OFFLINE) && !all.isEmpty();
            return offline ? all.and(Scopes.of(OFFLINE)) : all;
        });
    }

    private Uni<Begun> keep(Start start, Wanted wanted, Found found, Client client) {
        return scope(start.link(), wanted, found).chain(scope -> keep(start, found, client, scope));
    }

    private Uni<Begun> keep(Start start, Found found, Client client, Scopes scope) {
        var verifier = OneTime.text();
        var party = Party.of(found, client);
        var attempt = new Attempt(
                start.link().id(),
                start.link().version(),
                party,
                client.secret(),
                verifier,
                scope,
                start.member(),
                clock.instant().plus(config.attemptLife()));
        var begun = new Begun(url(found, attempt, start.state()), attempt.expiresAt());
        return attempts.keep(start.state(), start.browser(), attempt).map(kept -> {
            if (!kept) {
                throw Refusal.conflict("integration-changed", "The integration was changed meanwhile. Begin again.");
            }
            return begun;
        });
    }

    /** RFC 6749 section 4.1.1, RFC 7636 section 4.3, RFC 8707 section 2. */
    private URI url(Found found, Attempt attempt, State state) {
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", attempt.party().clientId());
        query.put("redirect_uri", addresses.callback().toString());
        query.put("state", state.text());
        query.put("code_challenge", OneTime.challenge(attempt.verifier()));
        query.put("code_challenge_method", "S256");
        query.put("resource", attempt.party().resource());
        if (!attempt.scope().isEmpty()) {
            query.put("scope", attempt.scope().text());
        }
        var endpoint = found.server().authorizationEndpoint();
        var parameters = query.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + parameters);
    }
}

package usher.tool.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import usher.kit.seal.Sealer;
import usher.tool.http.HttpCall;
import usher.tool.http.HttpCalls;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.integration.connector.Link;
import usher.tool.mcp.McpSettings.Auth;
import usher.tool.mcp.authorization.AccessTokens;

/**
 * The header that says on whose behalf a request comes. Tokens of OAuth 2 (client credentials, RFC 6749 section 4.4) are
 * kept in memory until shortly before they end, sealed; those that a member has obtained are {@code authorization}'s.
 */
@ApplicationScoped
class SignIn {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SPARE = Duration.ofSeconds(20);
    private static final int SHORTEST = 60;
    private static final int REMEMBERED = 1_000;

    private final Cache<LinkKey, Token> tokens =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final HttpCalls http;
    private final Sealer sealer;
    private final InstantSource clock;
    private final AccessTokens authorized;

    SignIn(HttpCalls http, Sealer sealer, InstantSource clock, AccessTokens authorized) {
        this.http = http;
        this.sealer = sealer;
        this.clock = clock;
        this.authorized = authorized;
    }

    private record Token(String sealed, Instant end) {}

    Uni<Entry> enter(Link link, McpSettings settings, Duration time) {
        return switch (settings.auth()) {
            case Auth.None nobody -> known(Entry.Open.unsigned());
            case Auth.Bearer bearer ->
                known(Entry.Open.by(
                        "authorization", "Bearer " + link.credentials().get("token")));
            case Auth.Header(var name) ->
                known(Entry.Open.by(name, link.credentials().get("value")));
            case Auth.ClientCredentials grant ->
                token(link, grant, time)
                        .map(token -> token.<Entry>map(text -> Entry.Open.issued(text, null))
                                .orElse(Entry.NO_TOKEN));
            case Auth.AuthorizationCode code ->
                authorized.token(link, settings.url()).map(Entry::of);
        };
    }

    /** After a 401: the same way in once more, by another token; nothing where there is no other. */
    Uni<Optional<Entry>> again(Link link, McpSettings settings, Entry.Open refused, Duration time) {
        if (settings.auth() instanceof Auth.ClientCredentials) {
            tokens.invalidate(LinkKey.of(link));
            return enter(link, settings, time).map(Optional::of);
        }
        return refused.access() == null
                ? Uni.createFrom().item(Optional.empty())
                : authorized.next(link, refused.access()).map(Entry::of).map(Optional::of);
    }

    private static Uni<Entry> known(Entry entry) {
        return Uni.createFrom().item(entry);
    }

    private Uni<Optional<String>> token(Link link, Auth.ClientCredentials grant, Duration time) {
        var token = tokens.getIfPresent(LinkKey.of(link));
        if (token != null && clock.instant().isBefore(token.end())) {
            return Uni.createFrom().item(Optional.of(sealer.open(link.tenant(), token.sealed())));
        }
        var target = new HttpCall.Target(link.tenant(), link.id().toString(), grant.tokenUrl());
        var body =
                "grant_type=client_credentials" + (grant.scope().isBlank() ? "" : "&scope=" + encoded(grant.scope()));
        var basic = encoded(grant.clientId()) + ":" + encoded(link.credentials().get("client_secret"));
        var headers = MultiMap.caseInsensitiveMultiMap()
                .set("content-type", "application/x-www-form-urlencoded")
                .set("accept", "application/json")
                .set(
                        "authorization",
                        "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
        return http.send(new HttpCall(target, HttpMethod.POST, left -> headers, Buffer.buffer(body), time, true))
                .map(reply -> keep(link, reply));
    }

    private Optional<String> keep(Link link, HttpReply reply) {
        if (!(reply instanceof Answered answered) || !answered.ok()) {
            return Optional.empty();
        }
        try {
            var json = JSON.readTree(answered.body());
            var text = json.path("access_token").asText();
            if (text.isBlank() || !text.matches("[\\x21-\\x7E]+")) {
                return Optional.empty();
            }
            var lasts = Duration.ofSeconds(
                    Math.max(SHORTEST, json.path("expires_in").asInt(SHORTEST)));
            tokens.put(
                    LinkKey.of(link),
                    new Token(
                            sealer.seal(link.tenant(), text),
                            clock.instant().plus(lasts).minus(SPARE)));
            return Optional.of(text);
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

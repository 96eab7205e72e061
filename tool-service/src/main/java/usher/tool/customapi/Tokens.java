package usher.tool.customapi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import usher.contracts.id.IntegrationId;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;
import usher.tool.customapi.Auth.OAuth2;
import usher.tool.http.HttpCall;
import usher.tool.http.HttpCalls;
import usher.tool.http.HttpReply;
import usher.tool.http.HttpReply.Answered;
import usher.tool.integration.connector.ApiAnswers;
import usher.tool.integration.connector.Deadline;
import usher.tool.integration.connector.Link;

/**
 * Access tokens by OAuth 2.0 client credentials. Each replica gets its own and keeps it sealed, for as long as it holds, for
 * one version of an integration; whoever needs one while it is being fetched waits for that one.
 */
@ApplicationScoped
class Tokens {
    /** What may pass between looking at a token here and over there. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofHours(1);
    /** Said by nobody: RFC 6749, section 5.1, leaves the lifetime out of what an answer must have. */
    private static final long UNSAID_SECONDS = 60;

    private static final int KEPT_AT_MOST = 10_000;

    private final HttpCalls http;
    private final Sealer sealer;
    private final InstantSource clock;
    private final Cache<Key, Kept> kept = Caffeine.newBuilder()
            .maximumSize(KEPT_AT_MOST)
            .expireAfterWrite(LONGEST)
            .build();
    private final Map<Key, Uni<Grant>> running = new ConcurrentHashMap<>();

    Tokens(HttpCalls http, Sealer sealer, InstantSource clock) {
        this.http = http;
        this.sealer = sealer;
        this.clock = clock;
    }

    private record Key(TenantId tenant, IntegrationId integration, long version) {
        static Key of(Link link) {
            return new Key(link.tenant(), link.id(), link.version());
        }
    }

    private record Kept(String sealed, Instant until) {}

    /** What came of asking for a token. */
    sealed interface Grant {
        record Granted(String token) implements Grant {
            @Override
            public String toString() {
                return "Granted";
            }
        }

        record Refused(HttpReply reply) implements Grant {}
    }

    Uni<Grant> token(Link link, OAuth2 auth, Deadline deadline) {
        var key = Key.of(link);
        var known = kept.getIfPresent(key);
        if (known != null && clock.instant().isBefore(known.until())) {
            return Uni.createFrom().item(new Grant.Granted(sealer.open(link.tenant(), known.sealed())));
        }
        var context = Vertx.currentContext();
        var fetched = running.computeIfAbsent(
                key,
                absent -> fetch(link, auth, deadline)
                        .onTermination()
                        .invoke(() -> running.remove(key))
                        .memoize()
                        .indefinitely());
        return context == null ? fetched : fetched.emitOn(MutinyHelper.executor(context));
    }

    /** After the other side has refused this token; one that has been fetched since stays. */
    void forget(Link link, String token) {
        var key = Key.of(link);
        var known = kept.getIfPresent(key);
        if (known != null && sealer.open(link.tenant(), known.sealed()).equals(token)) {
            kept.asMap().remove(key, known);
        }
    }

    private Uni<Grant> fetch(Link link, OAuth2 auth, Deadline deadline) {
        var target = new HttpCall.Target(link.tenant(), link.id() + " token", auth.tokenUrl());
        var body = Buffer.buffer(form(link, auth));
        return http.send(
                        new HttpCall(target, HttpMethod.POST, left -> headers(link, auth), body, deadline.left(), true))
                .map(reply -> read(link, reply));
    }

    private Grant read(Link link, HttpReply reply) {
        if (!(reply instanceof Answered answered) || !answered.ok()) {
            return new Grant.Refused(reply);
        }
        var json = ApiAnswers.json(answered.body());
        var token = json.path("access_token").asText("");
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= 0x20 || c > 0x7e)) {
            return new Grant.Refused(new HttpReply.Unanswered(
                    "integration-unauthorized", "The token endpoint gave no token.", false, false, reply.attempts()));
        }
        var life = Duration.ofSeconds(Math.max(0, json.path("expires_in").asLong(UNSAID_SECONDS)))
                .minus(MARGIN);
        if (life.isPositive()) {
            kept.put(
                    Key.of(link),
                    new Kept(sealer.seal(link.tenant(), token), clock.instant().plus(life)));
        }
        return new Grant.Granted(token);
    }

    private static String form(Link link, OAuth2 auth) {
        var form = new StringBuilder("grant_type=client_credentials");
        if (!auth.scopes().isEmpty()) {
            form.append("&scope=").append(PercentEncoding.of(auth.scopes()));
        }
        if (auth.inBody()) {
            form.append("&client_id=")
                    .append(PercentEncoding.of(link.credentials().get(OAuth2.CLIENT_ID)))
                    .append("&client_secret=")
                    .append(PercentEncoding.of(link.credentials().get(OAuth2.CLIENT_SECRET)));
        }
        return form.toString();
    }

    /** Id and secret are form-encoded before they are joined: RFC 6749, section 2.3.1. */
    private static MultiMap headers(Link link, OAuth2 auth) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .set("content-type", "application/x-www-form-urlencoded")
                .set("accept", "application/json")
                .set("user-agent", "Usher");
        if (!auth.inBody()) {
            var client = PercentEncoding.of(link.credentials().get(OAuth2.CLIENT_ID))
                    + ':'
                    + PercentEncoding.of(link.credentials().get(OAuth2.CLIENT_SECRET));
            headers.set(
                    "authorization",
                    "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)));
        }
        return headers;
    }
}

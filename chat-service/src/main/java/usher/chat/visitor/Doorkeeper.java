package usher.chat.visitor;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.chat.guard.Blocks;
import usher.chat.guard.ClientAddress;
import usher.chat.limit.LocalCap;
import usher.chat.limit.RedisScripts;
import usher.chat.limit.RedisScripts.Script;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Authenticator;
import usher.kit.problem.Refusal;

/**
 * Keeps floods of sessions out: a publishable key stands in a page for all to read. Whoever opens many, or comes from where
 * many are opened, is given a puzzle that grows with the suspicion; people do not notice it.
 */
@ApplicationScoped
class Doorkeeper {
    private static final Script OPEN = Script.of("session.lua");
    private static final long MINUTE_MILLIS = 60_000;
    /** What no browser leaves out counts four times when it is missing. */
    private static final int WITHOUT_BROWSER = 4;

    private static final int PERCENT = 100;
    private static final int EASIEST = 14;
    private static final int HARDEST = 20;

    private final RedisScripts scripts;
    private final LocalCap local;
    private final Challenges challenges;
    private final Blocks blocks;
    private final SessionConfig config;
    private final InstantSource clock;
    private final Requests requests;

    Doorkeeper(
            RedisScripts scripts,
            LocalCap local,
            Challenges challenges,
            Blocks blocks,
            SessionConfig config,
            InstantSource clock,
            Requests requests) {
        this.scripts = scripts;
        this.local = local;
        this.challenges = challenges;
        this.blocks = blocks;
        this.config = config;
        this.clock = clock;
        this.requests = requests;
    }

    /** What is known of the request at hand. */
    @ApplicationScoped
    static class Requests {
        private final ClientAddress address;
        private final CurrentVertxRequest current;

        Requests(ClientAddress address, CurrentVertxRequest current) {
            this.address = address;
            this.current = current;
        }

        ClientAddress address() {
            return address;
        }

        HttpServerRequest http() {
            return current.getCurrent().request();
        }
    }

    /** Refuses who is blocked, and who has to solve a puzzle first. A customer whom the tenant's server vouched for has not. */
    Uni<Void> pass(TenantId tenant, OpenSession wanted) {
        var welcome = blocks.requireWelcome(tenant, null, requests.address().get());
        if (wanted.identity() != null) {
            return welcome;
        }
        var solution = wanted.challenge();
        var subscriber = requests.address().subscriber();
        int weight = looksLikeBrowser(requests.http()) ? 1 : WITHOUT_BROWSER;
        return welcome.chain(() -> difficulty(tenant, subscriber, weight))
                .chain(difficulty -> difficulty == 0 ? passed() : solved(tenant, solution, difficulty))
                .onFailure(RedisScripts.Away.class)
                .recoverWithUni(() -> withoutRedis(tenant, subscriber));
    }

    Uni<Void> requireWelcome(TenantId tenant, VisitorId visitor) {
        return blocks.requireWelcome(tenant, visitor, null);
    }

    private Uni<Void> solved(TenantId tenant, @Nullable Solution solution, int difficulty) {
        var first = solution == null || !challenges.isSolved(tenant, solution)
                ? Uni.createFrom().item(false)
                : scripts.once("t:" + tenant + ":challenge:" + solution.salt(), Challenges.LIFE);
        return first.chain(passes -> {
            if (passes) {
                return passed();
            }
            throw new Refusal("challenge-required", 428, "Please solve the challenge and try again.")
                    .with("challenge", challenges.make(tenant, difficulty));
        });
    }

    private static Uni<Void> passed() {
        return Uni.createFrom().voidItem();
    }

    /** Up to the usual rate there is no puzzle; each doubling of it costs two bits more. */
    private Uni<Integer> difficulty(TenantId tenant, @Nullable String subscriber, int weight) {
        var keys = new ArrayList<String>();
        var limits = new JsonArray();
        keys.add("t:" + tenant + ":sessions");
        limits.add(limit(config.tenantPerMinute()));
        if (subscriber != null) {
            keys.add("t:" + tenant + ":sessions:"
                    + Authenticator.sha256(tenant + "/" + subscriber).substring(0, 32));
            limits.add(limit(config.addressPerMinute()));
        }
        var argument = new JsonObject()
                .put("now", clock.millis())
                .put("weight", weight)
                .put("limits", limits);
        return scripts.run(OPEN, keys, argument).map(reply -> bits(reply.toInteger()));
    }

    private static JsonObject limit(int perMinute) {
        return new JsonObject()
                .put("interval", (double) MINUTE_MILLIS / perMinute)
                .put("burst", perMinute);
    }

    /** {@code percent} of what is usual. */
    static int bits(int percent) {
        if (percent <= PERCENT) {
            return 0;
        }
        int bits = EASIEST;
        for (int bound = 2 * PERCENT; percent > bound && bits < HARDEST; bound *= 2) {
            bits += 2;
        }
        return bits;
    }

    private Uni<Void> withoutRedis(TenantId tenant, @Nullable String subscriber) {
        Duration wait = local.take("t:" + tenant + ":sessions:" + subscriber, config.addressPerMinute());
        if (wait.isPositive()) {
            long seconds = (wait.toMillis() + 999) / 1000;
            throw new Refusal("rate-limited", 429, "Too many visitors at once. Please wait a moment.")
                    .with("retry_after", seconds)
                    .header("Retry-After", Long.toString(seconds));
        }
        return Uni.createFrom().voidItem();
    }

    private static boolean looksLikeBrowser(HttpServerRequest request) {
        return List.of("User-Agent", "Accept-Language", "Accept-Encoding").stream()
                .allMatch(header -> request.getHeader(header) != null);
    }
}

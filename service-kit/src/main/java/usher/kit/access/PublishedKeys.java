package usher.kit.access;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import usher.kit.problem.ProblemMappers;

/**
 * The keys that admin-service publishes. They are fetched when first needed, kept, and fetched again for a key id that is not
 * known, at most every ten seconds, and every five minutes, so that a retired key is forgotten. Admin-service is never needed to
 * start, and when it is away what is known goes on to hold.
 */
@ApplicationScoped
class PublishedKeys {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final long TIMEOUT_MILLIS = 2000;

    private final AccessConfig config;
    private final InstantSource clock;
    private final WebClient client;
    private volatile Map<String, Key> keys = Map.of();
    private volatile Instant fetched = Instant.EPOCH;
    private volatile Instant renewed = Instant.EPOCH;

    PublishedKeys(AccessConfig config, InstantSource clock, Vertx vertx) {
        this.config = config;
        this.clock = clock;
        this.client = WebClient.create(vertx);
    }

    /** Fails with {@link InvalidCredential} for an id that nobody published. */
    Uni<Key> named(String kid) {
        var known = keys.get(kid);
        if (known != null) {
            return isOld() ? renew(kid) : Uni.createFrom().item(known);
        }
        if (isWithin(PATIENCE, fetched) && !keys.isEmpty()) {
            return Uni.createFrom().failure(new InvalidCredential());
        }
        return fetch().map(ignored -> published(kid));
    }

    private boolean isOld() {
        return !isWithin(KEPT, fetched) && !isWithin(PATIENCE, renewed);
    }

    /** A moment that is still to come tells of a clock that was set back, and of nothing else. */
    private boolean isWithin(Duration time, Instant since) {
        var now = clock.instant();
        return !now.isBefore(since) && now.isBefore(since.plus(time));
    }

    /** One request in ten seconds asks; the others go on with what is known. */
    private Uni<Key> renew(String kid) {
        renewed = clock.instant();
        return fetch().onFailure().recoverWithNull().map(ignored -> published(kid));
    }

    private Key published(String kid) {
        return Optional.ofNullable(keys.get(kid)).orElseThrow(InvalidCredential::new);
    }

    private Uni<Void> fetch() {
        return client.getAbs(config.jwksUrl())
                .timeout(TIMEOUT_MILLIS)
                .send()
                .map(response -> read(response.bodyAsString()))
                .onFailure()
                .transform(away -> ProblemMappers.unavailable())
                .invoke(read -> {
                    keys = read;
                    fetched = clock.instant();
                })
                .replaceWithVoid();
    }

    private static Map<String, Key> read(String json) {
        try {
            return new JsonWebKeySet(json)
                    .getJsonWebKeys().stream().collect(Collectors.toMap(JsonWebKey::getKeyId, JsonWebKey::getKey));
        } catch (JoseException e) {
            throw new IllegalStateException("The published keys cannot be read", e);
        }
    }
}

package usher.admin.oauth.client;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import usher.admin.oauth.OAuthConfig;
import usher.admin.oauth.OAuthError;
import usher.kit.access.Authenticator;

/** Counts what an address registers in an hour, in Redis. */
@ApplicationScoped
class RegistrationLimit {
    private static final Duration WINDOW = Duration.ofHours(1);

    /** Answers 0, or for how many seconds the address may register nothing. */
    private static final String TAKE = """
            local count = redis.call('incr', KEYS[1])
            if count == 1 then redis.call('expire', KEYS[1], ARGV[2]) end
            if count > tonumber(ARGV[1]) then return math.max(redis.call('ttl', KEYS[1]), 1) end
            return 0
            """;

    private final ReactiveRedisDataSource redis;
    private final OAuthConfig config;

    RegistrationLimit(ReactiveRedisDataSource redis, OAuthConfig config) {
        this.redis = redis;
        this.config = config;
    }

    /** {@code address} is that of one subscriber, who may have many. */
    Uni<Void> take(String address) {
        return redis.execute(
                        "EVAL",
                        TAKE,
                        "1",
                        "oauth:" + Authenticator.sha256(address) + ":registrations",
                        String.valueOf(config.registrationsPerHour()),
                        String.valueOf(WINDOW.toSeconds()))
                .invoke(answer -> {
                    if (answer.toLong() > 0) {
                        throw OAuthError.tooMany(answer.toLong());
                    }
                })
                .replaceWithVoid();
    }
}

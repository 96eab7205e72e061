package usher.admin.session;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import usher.kit.access.Authenticator;
import usher.kit.problem.Refusal;

/**
 * Counts failed sign-ins by address and e-mail in Redis. An attempt counts before its password is looked at and stops
 * counting when it was right, so that many at the same moment get no more tries than many in a row.
 */
@ApplicationScoped
class Attempts {
    /** Answers 0, or for how many seconds the door stays shut. */
    private static final String TAKE = """
            local count = redis.call('incr', KEYS[1])
            if count == 1 then redis.call('expire', KEYS[1], ARGV[2]) end
            if count > tonumber(ARGV[1]) then return math.max(redis.call('ttl', KEYS[1]), 1) end
            return 0
            """;

    private final ReactiveRedisDataSource redis;
    private final SessionConfig config;

    Attempts(ReactiveRedisDataSource redis, SessionConfig config) {
        this.redis = redis;
        this.config = config;
    }

    /** Refuses with 429 {@code too-many-attempts} when the address has failed too often with this e-mail. */
    Uni<Void> take(String address, String email) {
        return redis.execute(
                        "EVAL",
                        TAKE,
                        "1",
                        key(address, email),
                        String.valueOf(config.failures()),
                        String.valueOf(config.window().toSeconds()))
                .invoke(answer -> refuseFor(Duration.ofSeconds(answer.toLong())))
                .replaceWithVoid();
    }

    Uni<Void> forget(String address, String email) {
        return redis.key().del(key(address, email)).replaceWithVoid();
    }

    private static void refuseFor(Duration shut) {
        if (shut.isPositive()) {
            throw new Refusal("too-many-attempts", 429, "Too many failed attempts. Try again later.")
                    .header("Retry-After", String.valueOf(shut.toSeconds()));
        }
    }

    /** Hashed, so that no address book grows in Redis, and of one length whatever somebody types. */
    private static String key(String address, String email) {
        return "login:" + Authenticator.sha256(address + "\n" + email) + ":attempts";
    }
}

package usher.kit.access;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.keys.ReactiveKeyCommands;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import usher.contracts.id.MemberId;

/** Members whose access tokens no longer count although they have not ended: suspended, deleted or signed out everywhere. */
@ApplicationScoped
public class Revocations {
    private final ReactiveValueCommands<String, String> values;
    private final ReactiveKeyCommands<String> keys;

    Revocations(ReactiveRedisDataSource redis) {
        this.values = redis.value(String.class);
        this.keys = redis.key();
    }

    /** Refuses the member's tokens for as long as one could still hold. */
    public Uni<Void> revoke(MemberId member, Duration tokenLife) {
        return values.setex(key(member), tokenLife.toSeconds(), "1");
    }

    public Uni<Void> restore(MemberId member) {
        return keys.del(key(member)).replaceWithVoid();
    }

    Uni<Boolean> isRevoked(MemberId member) {
        return keys.exists(key(member));
    }

    private static String key(MemberId member) {
        return "member:" + member + ":revoked";
    }
}

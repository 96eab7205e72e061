package usher.kit.access;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.keys.ReactiveKeyCommands;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import usher.contracts.id.GrantId;
import usher.contracts.id.MemberId;
import usher.contracts.id.TenantId;

/**
 * Whose access tokens no longer count although they have not ended: members who are suspended, deleted or signed out everywhere, and
 * grants to programs that were taken back.
 */
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

    /** Refuses the tokens that were given for this grant for as long as one could still hold. */
    public Uni<Void> revoke(TenantId tenant, GrantId grant, Duration tokenLife) {
        return values.setex(key(tenant, grant), tokenLife.toSeconds(), "1");
    }

    Uni<Boolean> isRevoked(MemberId member) {
        return keys.exists(key(member));
    }

    Uni<Boolean> isRevoked(Caller.Delegate delegate) {
        return keys.exists(key(delegate.member()), key(delegate.tenant(), delegate.grant()))
                .map(found -> found > 0);
    }

    private static String key(TenantId tenant, GrantId grant) {
        return "t:" + tenant + ":grant:" + grant + ":revoked";
    }

    private static String key(MemberId member) {
        return "member:" + member + ":revoked";
    }
}

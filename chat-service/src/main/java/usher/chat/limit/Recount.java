package usher.chat.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import usher.chat.limit.RedisScripts.Script;
import usher.kit.time.Ids;

/** Counts an account anew that Redis lost or does not trust any more. */
@ApplicationScoped
class Recount {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Script COUNT = Script.of("account.lua", "count.lua");
    private static final Script RECOUNT = Script.of("account.lua", "recount.lua");

    private final RedisScripts scripts;
    private final Totals totals;
    private final Ids ids;
    private final InstantSource clock;

    Recount(RedisScripts scripts, Totals totals, Ids ids, InstantSource clock) {
        this.scripts = scripts;
        this.totals = totals;
        this.ids = ids;
        this.clock = clock;
    }

    /** False when somebody else is at it, or the count came into doubt. */
    Uni<Boolean> of(Account account) {
        return scripts.once(account.lockKey(), LONGEST)
                .chain(ours -> ours ? count(account) : Uni.createFrom().item(false));
    }

    private Uni<Boolean> count(Account account) {
        var now = clock.instant();
        var count = ids.next().toString();
        var begun = new JsonObject().put("count", count).put("ttl", account.ttlMillis(now));
        return scripts.run(COUNT, List.of(account.key()), begun)
                .chain(() -> totals.of(account, now))
                .chain(known -> scripts.run(RECOUNT, List.of(account.key(), account.holdsKey()), known.mergeIn(begun)))
                .map(taken -> taken.toInteger() == 1)
                .onTermination()
                .call(() -> scripts.forget(account.lockKey()));
    }
}

package usher.chat.limit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import usher.chat.limit.RedisScripts.Script;

/** Counts an account anew that Redis lost or does not trust any more. */
@ApplicationScoped
class Recount {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Script RECOUNT = Script.of("account.lua", "recount.lua");

    private final RedisScripts scripts;
    private final Totals totals;
    private final InstantSource clock;

    Recount(RedisScripts scripts, Totals totals, InstantSource clock) {
        this.scripts = scripts;
        this.totals = totals;
        this.clock = clock;
    }

    /** False when somebody else is at it. */
    Uni<Boolean> of(Account account) {
        return scripts.once(account.lockKey(), LONGEST)
                .chain(ours -> ours ? count(account) : Uni.createFrom().item(false));
    }

    private Uni<Boolean> count(Account account) {
        var now = clock.instant();
        return totals.of(account, now)
                .chain(known -> scripts.run(
                        RECOUNT, List.of(account.key(), account.holdsKey()), known.put("ttl", account.ttlMillis(now))))
                .replaceWith(true)
                .onTermination()
                .call(() -> scripts.forget(account.lockKey()));
    }
}

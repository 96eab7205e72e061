package usher.chat.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import usher.chat.limit.Admission.Reservation;
import usher.chat.limit.RedisScripts.Script;
import usher.contracts.id.TenantId;

/** The accounts in Redis: one script before a turn, one after, one now and then while it runs. */
@ApplicationScoped
class Books {
    private static final Script ADMIT = Script.of("account.lua", "admit.lua");
    private static final Script SETTLE = Script.of("account.lua", "settle.lua");
    private static final Script DOUBT = Script.of("account.lua", "doubt.lua");
    private static final Script RENEW = Script.of("account.lua", "renew.lua");

    private static final Duration BEFORE_AGAIN = Duration.ofMillis(100);

    private final RedisScripts scripts;
    private final Recount recount;
    private final LimitConfig config;
    private final InstantSource clock;
    /** Tenants whose totals miss what happened while Redis was away. */
    private final Set<TenantId> inDoubt = ConcurrentHashMap.newKeySet();

    Books(RedisScripts scripts, Recount recount, LimitConfig config, InstantSource clock) {
        this.scripts = scripts;
        this.recount = recount;
        this.config = config;
        this.clock = clock;
    }

    Uni<JsonObject> admit(Attempt attempt) {
        var tenant = attempt.terms().tenant();
        var argument = attempt.argument(config, clock.instant(), inDoubt.contains(tenant));
        return scripts.run(ADMIT, attempt.keys(), argument).map(Attempt::parse);
    }

    /** False when another replica counts already. */
    Uni<Boolean> recount(Account account) {
        inDoubt.remove(account.tenant());
        return recount.of(account);
    }

    void doubt(TenantId tenant) {
        inDoubt.add(tenant);
    }

    /** Drops what these accounts say: it is counted anew before anybody else is admitted. */
    Uni<Void> doubt(TenantId tenant, List<Account> accounts) {
        var keys = accounts.stream().map(Account::key).toList();
        return scripts.run(DOUBT, keys, new JsonObject())
                .replaceWithVoid()
                .onFailure()
                .invoke(() -> doubt(tenant));
    }

    /** Without {@code spent} only the ledger knows. A second try does no harm, even if the first one arrived. */
    Uni<Void> settle(TenantId tenant, Reservation held, String hold, @Nullable Spent spent) {
        var keys = new ArrayList<String>();
        keys.add(held.leaseKey());
        for (var account : held.accounts()) {
            keys.addAll(List.of(account.key(), account.holdsKey(), account.followingKey()));
        }
        var now = clock.instant();
        var argument = new JsonObject()
                .put("token", held.token().toString())
                .put("hold", hold)
                .put("now", now.toEpochMilli())
                .put("periods", periods(held, now));
        if (spent != null) {
            argument.put("spent", Attempt.json(spent.amounts()));
        }
        return Uni.createFrom()
                .deferred(() -> scripts.run(SETTLE, keys, argument))
                .onFailure(RedisScripts.Away.class)
                .retry()
                .withBackOff(BEFORE_AGAIN)
                .atMost(1)
                .replaceWithVoid()
                .onFailure()
                .invoke(() -> doubt(tenant));
    }

    Uni<Void> renew(Reservation held, String hold) {
        var keys = new ArrayList<String>();
        keys.add(held.leaseKey());
        held.accounts().forEach(account -> keys.addAll(List.of(account.key(), account.holdsKey())));
        var argument = new JsonObject()
                .put("token", held.token().toString())
                .put("hold", hold)
                .put("lease", config.lease().toMillis())
                .put("till", clock.instant().plus(config.reservation()).toEpochMilli());
        return scripts.run(RENEW, keys, argument).replaceWithVoid();
    }

    private static JsonArray periods(Reservation held, Instant now) {
        return new JsonArray(held.accounts().stream()
                .map(account -> new JsonObject(
                        Map.of("end", account.end().toEpochMilli(), "ttl", Math.max(1, account.ttlMillis(now)))))
                .toList());
    }
}

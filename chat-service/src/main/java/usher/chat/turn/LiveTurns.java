package usher.chat.turn;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.RunningTurns;
import usher.chat.conversation.RunningTurns.Running;
import usher.chat.limit.Admission.Reservation;
import usher.chat.limit.Limits;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;

/** The turns at work on this replica: keeps them known as living, ends those that take too long, and hears when one is stopped elsewhere. */
@ApplicationScoped
class LiveTurns {
    private static final Logger LOG = Logger.getLogger(LiveTurns.class);
    private static final long LISTEN_MILLIS = 500;

    private final RunningTurns running;
    private final Limits limits;
    private final RedisAPI redis;
    private final TurnConfig config;
    private final Vertx vertx;
    private final InstantSource clock;
    private final Map<TurnId, Entry> turns = new ConcurrentHashMap<>();

    LiveTurns(
            RunningTurns running, Limits limits, RedisAPI redis, TurnConfig config, Vertx vertx, InstantSource clock) {
        this.running = running;
        this.limits = limits;
        this.redis = redis;
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
    }

    private record Entry(Running running, LiveTurn live, Reservation reservation, Instant started) {}

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(config.renewal().toMillis(), tick -> renew());
        vertx.setPeriodic(LISTEN_MILLIS, tick -> listen());
    }

    void add(Running turn, LiveTurn live, Reservation reservation) {
        turns.put(turn.turn(), new Entry(turn, live, reservation, clock.instant()));
    }

    void remove(TurnId turn) {
        turns.remove(turn);
    }

    /** The tenant's turn, if it is at work here. */
    @Nullable
    LiveTurn find(TenantId tenant, TurnId turn) {
        var entry = turns.get(turn);
        return entry != null && entry.running().tenant().equals(tenant) ? entry.live() : null;
    }

    /** Stops a turn wherever it is at work. */
    Uni<Void> stop(TenantId tenant, TurnId turn) {
        var here = find(tenant, turn);
        if (here != null) {
            here.cutShort(stopped());
            return Uni.createFrom().voidItem();
        }
        var life = Long.toString(config.longest().toSeconds());
        return redis.set(List.of(stopKey(tenant, turn), "1", "EX", life)).replaceWithVoid();
    }

    private void renew() {
        if (turns.isEmpty()) {
            return;
        }
        var entries = List.copyOf(turns.values());
        var tooOld = clock.instant().minus(config.longest());
        for (var entry : entries) {
            if (entry.started().isBefore(tooOld)) {
                entry.live().cutShort(new TimeoutException("The turn took longer than " + config.longest()));
            }
            limits.renew(entry.reservation()).subscribe().with(ok -> {}, lost -> {});
        }
        running.renew(entries.stream().map(Entry::running).toList())
                .subscribe()
                .with(ok -> {}, lost -> LOG.warnf("Running turns were not renewed cause=%s", lost));
    }

    private void listen() {
        if (turns.isEmpty()) {
            return;
        }
        var entries = new ArrayList<>(turns.values());
        var keys = entries.stream()
                .map(entry -> stopKey(entry.running().tenant(), entry.running().turn()))
                .toList();
        redis.mget(keys)
                .subscribe()
                .with(
                        flags -> {
                            for (int at = 0; at < entries.size(); at++) {
                                if (flags.get(at) != null) {
                                    entries.get(at).live().cutShort(stopped());
                                }
                            }
                        },
                        lost -> {});
    }

    private static CancellationException stopped() {
        return new CancellationException("The visitor stopped the turn");
    }

    private static String stopKey(TenantId tenant, TurnId turn) {
        return "t:" + tenant + ":stop:" + turn;
    }
}

package usher.tool.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentMap;
import usher.contracts.id.TenantId;
import usher.tool.http.HttpCall.Target;

/**
 * Leaves failing targets alone, each on its own, so that a visitor hears at once that a tool is down and one tenant's
 * outage costs the others nothing. Kept per replica, and only for targets that have failed, so many of them at most; one
 * that is forgotten is called again. Not MicroProfile's breaker: that one registers metrics for every target and goes by
 * the wall clock.
 */
@ApplicationScoped
public class Breaker {
    private static final int MOST = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final ConcurrentMap<Part, Circuit> circuits;
    private final CallConfig config;
    private final InstantSource clock;

    Breaker(CallConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.circuits = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(FORGOTTEN_AFTER.plus(config.openFor()))
                .<Part, Circuit>build()
                .asMap();
    }

    /** Paths are left out: those of an API are many, and the server behind them is one. */
    private record Part(TenantId tenant, String part, String server) {
        static Part of(Target target) {
            return new Part(
                    target.tenant(), target.part(), String.valueOf(target.uri().getRawAuthority()));
        }
    }

    /** Whether to call the target now; who is admitted tells what came of it by {@link #worked} or {@link #failed}. */
    public boolean admits(Target target) {
        var now = clock.instant();
        var admitted = new boolean[] {true};
        circuits.computeIfPresent(Part.of(target), (key, circuit) -> {
            admitted[0] = circuit.admits(now);
            return admitted[0] ? circuit.admitted(now, config.openFor()) : circuit;
        });
        return admitted[0];
    }

    public void worked(Target target) {
        circuits.remove(Part.of(target));
    }

    public void failed(Target target) {
        var now = clock.instant();
        circuits.compute(
                Part.of(target),
                (key, circuit) -> (circuit == null ? new Circuit.Closed(0) : circuit)
                        .failed(now, config.failuresToOpen(), config.openFor()));
    }
}

package usher.tool.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import usher.tool.http.HttpCall.Target;

/**
 * Leaves failing targets alone, each on its own, so that a visitor hears at once that a tool is down and one tenant's
 * outage costs the others nothing. Kept per replica, and only for targets that have failed. Not MicroProfile's breaker:
 * that one registers metrics for every target and goes by the wall clock.
 */
@ApplicationScoped
class Breaker {
    private final ConcurrentHashMap<Target, Circuit> circuits = new ConcurrentHashMap<>();
    private final CallConfig config;
    private final InstantSource clock;

    Breaker(CallConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Whether to call the target now; who is admitted tells what came of it by {@link #worked} or {@link #failed}. */
    boolean admits(Target target) {
        var now = clock.instant();
        var admitted = new boolean[] {true};
        circuits.computeIfPresent(target.server(), (key, circuit) -> {
            admitted[0] = circuit.admits(now);
            return admitted[0] ? circuit.admitted(now, config.openFor()) : circuit;
        });
        return admitted[0];
    }

    void worked(Target target) {
        circuits.remove(target.server());
    }

    void failed(Target target) {
        var now = clock.instant();
        circuits.compute(
                target.server(),
                (key, circuit) -> (circuit == null ? new Circuit.Closed(0) : circuit)
                        .failed(now, config.failuresToOpen(), config.openFor()));
    }
}

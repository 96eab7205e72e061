package usher.billing.outcome.episode;

import java.time.Instant;
import java.util.List;

/** A move of the state machine. */
public record Step(Instant at, State state, Reason reason, List<Evidence> evidence) {
    public Step {
        evidence = List.copyOf(evidence);
    }
}

package usher.billing.charge;

import java.time.Instant;

/** From when on a subscription is on which terms; it lasts until the next phase. Only an active one is charged. */
public record Phase(Instant from, State state, Terms terms, int seats) {
    public enum State {
        TRIAL,
        ACTIVE,
        PAUSED,
        CANCELLED
    }

    boolean isCharged() {
        return state == State.ACTIVE;
    }
}

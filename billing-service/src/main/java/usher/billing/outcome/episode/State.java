package usher.billing.outcome.episode;

import java.util.Locale;

/** Where an episode stands. */
public enum State {
    /** Nothing was concluded yet. */
    OPEN,
    /** Over, and the assistant was no help. */
    UNASSISTED,
    /** Handed to a human after the assistant had helped. */
    ASSISTED_ESCALATION,
    /** Over after help, by silence. */
    CONTAINED,
    /** Over after help, by the visitor's word or by longer silence. */
    VERIFIED,
    /** Open again: what was concluded does not hold. */
    REOPENED,
    /** Signals that came late made it a part of another episode. */
    VOID;

    /** As rules and answers write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isOpen() {
        return this == OPEN || this == REOPENED;
    }
}

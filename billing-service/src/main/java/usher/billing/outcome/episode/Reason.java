package usher.billing.outcome.episode;

import java.util.Locale;

/** Why something was concluded, reopened or taken back. */
public enum Reason {
    /** The visitor said no more after help. */
    SILENCE,
    /** The visitor said no more, and there had been nothing to help with or no help. */
    NOTHING_ANSWERED,
    /** The visitor said no more after a question that was not answered. */
    LEFT_WITHOUT_HELP,
    THANKED,
    THUMB_UP,
    GOOD_RATING,
    ASKED_FOR_HUMAN,
    CONVERSATION_CLOSED,
    ASKED_AGAIN,
    THUMB_DOWN,
    BAD_RATING,
    CONVERSATION_REOPENED,
    /** A stronger outcome, or a weaker one, counts as another metric. */
    OUTCOME_CHANGED,
    /** Signals that came late or out of order showed something else. */
    LATE_SIGNALS,
    /** The platform took it back for good. */
    DISPUTED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

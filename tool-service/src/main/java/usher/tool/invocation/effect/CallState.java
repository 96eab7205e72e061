package usher.tool.invocation.effect;

import java.util.Locale;

/** How far a call is. */
public enum CallState {
    /** Its target is at work; past the deadline, whoever called it is gone. */
    RUNNING,
    /** The visitor has to say yes first. */
    AWAITING,
    SUCCEEDED,
    FAILED,
    /** The visitor said no. */
    DECLINED,
    /** The visitor said nothing in time. */
    EXPIRED;

    public static CallState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean over() {
        return this != RUNNING && this != AWAITING;
    }
}

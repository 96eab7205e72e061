package usher.billing.purchase;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a visitor's subscription stands. */
enum State {
    /** Not paid yet. */
    @JsonProperty("pending")
    PENDING(false, false),
    @JsonProperty("active")
    ACTIVE(true, false),
    /** Its time is over and it was not renewed yet: it goes on for a few days. */
    @JsonProperty("grace")
    GRACE(true, false),
    /** The store could not charge for it. */
    @JsonProperty("on_hold")
    ON_HOLD(false, false),
    @JsonProperty("paused")
    PAUSED(false, false),
    /** It is not renewed, and goes on until its time is over. */
    @JsonProperty("cancelled")
    CANCELLED(true, false),
    @JsonProperty("expired")
    EXPIRED(false, true),
    /** Another purchase took its place. */
    @JsonProperty("superseded")
    SUPERSEDED(false, true),
    /** It was given back. */
    @JsonProperty("revoked")
    REVOKED(false, true);

    private final boolean gives;
    private final boolean over;

    State(boolean gives, boolean over) {
        this.gives = gives;
        this.over = over;
    }

    /** Whether the visitor may use what was bought. */
    boolean gives() {
        return gives;
    }

    /** Whether time makes nothing of it any more. */
    boolean over() {
        return over;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

package usher.billing.purchase.play;

import org.jspecify.annotations.Nullable;
import usher.kit.problem.ProblemMappers;
import usher.kit.problem.Refusal;

/** Google Play did not say what was asked. */
public final class PlayFault extends RuntimeException {
    private final Why why;

    PlayFault(Why why, @Nullable Throwable cause) {
        super("Google Play: " + why, cause);
        this.why = why;
    }

    /** What is the matter. */
    public enum Why {
        /** It knows no such purchase of this app, or not any more. */
        UNKNOWN_PURCHASE,
        /** It does not let the tenant's service account in. */
        ACCOUNT_REFUSED,
        /** It did not answer, or nothing that can be understood. */
        AWAY
    }

    public Why why() {
        return why;
    }

    public Refusal refusal() {
        return switch (why) {
            case UNKNOWN_PURCHASE ->
                new Refusal("purchase-unknown", 422, "Google Play knows no such purchase in this app.");
            case ACCOUNT_REFUSED ->
                Refusal.conflict(
                        "google-play-refused",
                        "Google Play does not let the service account of this app in. Its administrator has to look.");
            case AWAY -> ProblemMappers.unavailable();
        };
    }
}

package usher.e2e.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * One question as its client saw it end. Questions of one reconciliation are unique texts.
 *
 * @param status the HTTP status; 0 when the connection broke
 * @param turn the turn's id, when it was acknowledged
 * @param answer the answer's text, when it was acknowledged
 * @param code the problem's code, when there was one
 * @param detail the problem's sentence for the visitor, when there was one
 */
public record Seen(
        String question,
        int status,
        @Nullable String turn,
        @Nullable String answer,
        @Nullable String code,
        @Nullable String detail) {

    public static Seen answered(String question, String turn, String answer) {
        return new Seen(question, 200, turn, answer, null, null);
    }

    public static Seen refused(String question, int status, @Nullable String code, @Nullable String detail) {
        return new Seen(question, status, null, null, code, detail);
    }

    /** The client knows nothing of how it ended. */
    public static Seen lost(String question) {
        return new Seen(question, 0, null, null, null, null);
    }

    public boolean acknowledged() {
        return turn != null;
    }
}

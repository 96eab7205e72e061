package usher.e2e.reconcile;

import usher.e2e.standin.Ledger;

/** One completed request in the provider's own books. A turn with tools has several. */
public record Counted(String question, long inputTokens, long outputTokens) {

    public static Counted of(Ledger.Entry entry) {
        return new Counted(entry.question(), entry.promptTokens(), entry.completionTokens());
    }
}

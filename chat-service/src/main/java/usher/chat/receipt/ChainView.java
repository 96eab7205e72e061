package usher.chat.receipt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a conversation's receipts. {@code complete} says that the chain goes back to the first answer; otherwise older
 * ones were deleted, or are more than are checked at once.
 */
public record ChainView(
        boolean valid, int receipts, @Nullable String head, boolean complete, List<Fault> faults) {

    /** A receipt that does not hold, or without a message, the head that is not there. */
    public record Fault(@Nullable String message, String code) {}
}

package usher.billing.usage;

import java.util.Set;
import usher.kit.problem.Refusal;

/** What usage is summed by beside its metric: by four names sums are kept, by any other the ledger is read. */
record Dimension(String name) {
    private static final Set<String> SUMMED = Set.of("model", "provider", "persona", "tool");
    private static final int LONGEST = 100;

    /** For query parameters. */
    static Dimension of(String text) {
        if (text.isBlank() || text.length() > LONGEST || !Billable.isText(text)) {
            throw Refusal.invalid(
                    "/by", "dimension-invalid", "A dimension is a text of 1 to " + LONGEST + " characters.");
        }
        return new Dimension(text);
    }

    boolean isSummed() {
        return SUMMED.contains(name);
    }
}

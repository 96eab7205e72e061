package usher.billing.wallet;

import java.util.List;
import usher.kit.problem.Refusal;

/**
 * References of movements that are part of something else: of the invoice that they pay, or the payment that they are the money of. Nobody else makes such a
 * movement, and what paid an invoice is not given back from under it.
 */
final class OwnReferences {
    private static final List<String> PREFIXES =
            List.of("invoice:", "payment:", "refund:", "refund-failed:", "expiry:");

    private OwnReferences() {}

    /** The caller's own reference; 400 {@code reference-reserved} if it looks like one of ours. */
    static String others(String reference) {
        if (isOwn(reference)) {
            throw Refusal.invalid(
                    "/reference",
                    "reference-reserved",
                    "References that begin with " + String.join(" ", PREFIXES) + " are the service's own.");
        }
        return reference;
    }

    static boolean isOwn(String reference) {
        return PREFIXES.stream().anyMatch(reference::startsWith);
    }
}

/**
 * Outcomes: what became of visitors' matters, charged once each, with the reason and the signals that say so, and taken back when it
 * does not hold. Activities come in, the pure judge in {@code episode} makes episodes of them by the rules in {@code rule}, and what changed goes
 * into the ledger. It reads no message and sets no price.
 */
@NullMarked
package usher.billing.outcome;

import org.jspecify.annotations.NullMarked;

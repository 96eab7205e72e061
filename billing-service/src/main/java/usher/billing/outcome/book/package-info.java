/**
 * The books of episodes: what was judged put beside what was posted, and the difference posted, in one transaction with the ledger. What
 * was posted is never changed. Judging is the episodes' part, showing it the package above's.
 */
@NullMarked
package usher.billing.outcome.book;

import org.jspecify.annotations.NullMarked;

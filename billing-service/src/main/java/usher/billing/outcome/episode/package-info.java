/**
 * What became of a visitor's matter: a pure function from the signals of a conversation, the rules and a moment to its episodes, with what
 * each was charged and why. It reads no clock and no database, so that a late signal, a preview and the books are the same
 * computation. What was charged before is the postings' part.
 */
@NullMarked
package usher.billing.outcome.episode;

import org.jspecify.annotations.NullMarked;

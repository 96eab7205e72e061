/**
 * What counts as an outcome, as data: terms in versions, each in force from its date on, for all tenants. A version is never changed,
 * and an episode is judged for ever by the one in force when it began. Judging is the episodes' part, prices are the plans'.
 */
@NullMarked
package usher.billing.outcome.rule;

import org.jspecify.annotations.NullMarked;

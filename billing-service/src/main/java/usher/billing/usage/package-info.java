/**
 * What tenants used, once each: the ledger that usage events are appended to, the sums kept beside it, and the reports
 * read from the sums. It neither prices nor limits anything: costs come with the events, limits from the subscription.
 * Appending is one SQL function over arrays, because a batch has many tenants and the rate matters.
 */
@NullMarked
package usher.billing.usage;

import org.jspecify.annotations.NullMarked;

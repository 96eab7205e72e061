/**
 * Prepaid money of tenants and of their visitors, in a double-entry ledger. What is spent comes off the credits that were paid in,
 * by priority and then by what ends soonest. Where the money comes from is not this feature's: a payment or a member says that it came.
 */
@NullMarked
package usher.billing.wallet;

import org.jspecify.annotations.NullMarked;

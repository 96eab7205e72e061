/**
 * How the money of issued invoices is asked for: by the tenant's wallet, by a kept method on a schedule, by notices, and at last by pausing.
 * It decides when; how a payment is made and booked is beside it (collection).
 */
@NullMarked
package usher.billing.dunning;

import org.jspecify.annotations.NullMarked;

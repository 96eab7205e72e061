/**
 * Which plan a tenant is on, from the day it is known to the day it is deleted. Every change of it publishes the tenant's
 * entitlements, in the same transaction and with the next version. Prices, invoices and payments are not part of it, nor
 * is what a plan contains.
 */
@NullMarked
package usher.billing.subscription;

import org.jspecify.annotations.NullMarked;

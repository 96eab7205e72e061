/**
 * Payments from the first wish to the money in the books: of invoices and into wallets, with their refunds, and the ways to pay that tenants
 * keep. A payment's state moves only by what its provider says when it is looked up, never by a browser that came back or by what a webhook
 * claims. How providers are spoken with is beside it (payment); when an invoice is charged by itself, too.
 */
@NullMarked
package usher.billing.collection;

import org.jspecify.annotations.NullMarked;

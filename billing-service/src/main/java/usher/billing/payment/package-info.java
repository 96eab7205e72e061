/**
 * Money in and out through one interface: by hand, Stripe, PayPal. A payment's state moves only by what its provider says,
 * verified or looked up, never by a browser that came back. It does not know what is owed (invoice) or what a balance is
 * worth (wallet); it tells them what was paid.
 */
@NullMarked
package usher.billing.payment;

import org.jspecify.annotations.NullMarked;

/**
 * Companies that move money for the seller, behind one interface: Stripe, PayPal; and the seller's accounts with them. It keeps no payment:
 * what is to be paid, and what became of it, is the feature beside it (collection).
 */
@NullMarked
package usher.billing.payment;

import org.jspecify.annotations.NullMarked;

/**
 * Money into wallets by payments: when somebody wants it, and by itself when a wallet runs low. What a wallet is, and how a payment is made, is
 * beside it (wallet, collection).
 */
@NullMarked
package usher.billing.topup;

import org.jspecify.annotations.NullMarked;

/**
 * Thresholds: of limits, of cost and charge, of wallets, and who is told when one is reached, once for each period. It reads
 * what the ledger, the subscription and the wallets say and changes none of them; it blocks nobody and sends no mail
 * itself, but notes which hard limits are used up, for those who block. Thresholds at 80 and 100 % of each limit are everybody's, without a row.
 */
@NullMarked
package usher.billing.alert;

import org.jspecify.annotations.NullMarked;

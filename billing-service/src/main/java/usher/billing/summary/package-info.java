/**
 * The daily summary: what a tenant used on the day before, told once for each local day to those who want it. It reads the
 * ledger's sums; thresholds are the alert feature's, and mails are admin-service's.
 */
@NullMarked
package usher.billing.summary;

import org.jspecify.annotations.NullMarked;

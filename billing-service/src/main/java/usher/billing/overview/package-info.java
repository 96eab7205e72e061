/**
 * What all tenants used, side by side, for members of the platform: a month of each one's own calendar beside the month
 * before and the limits. It reads the ledger's sums and is the only list of usage that is not of one tenant.
 */
@NullMarked
package usher.billing.overview;

import org.jspecify.annotations.NullMarked;

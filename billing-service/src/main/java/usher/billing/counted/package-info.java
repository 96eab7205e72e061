/**
 * How many tools, integrations and members a tenant has now, as those who keep them say with their snapshots. Plans limit them by
 * number; they are no usage, nothing of them is in the ledger, and where there is one too many is decided by those who keep them.
 */
@NullMarked
package usher.billing.counted;

import org.jspecify.annotations.NullMarked;

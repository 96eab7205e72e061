/**
 * The tenants: their names, origins, looks and keys, and the snapshot of each that every other service works from.
 * Every change counts the version up and writes the new snapshot to the outbox in the same transaction. Plans, usage
 * and what a tenant's visitors do belong to other services.
 */
@NullMarked
package usher.admin.tenant;

import org.jspecify.annotations.NullMarked;

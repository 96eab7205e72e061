/**
 * The people who work in the console: members of the platform, who belong to no tenant, and members of one tenant.
 * They are listed, added, suspended and deleted here, and the first one is made here when the service starts.
 * Signing in is a feature of its own; visitors of a tenant's pages are no members.
 */
@NullMarked
package usher.admin.member;

import org.jspecify.annotations.NullMarked;

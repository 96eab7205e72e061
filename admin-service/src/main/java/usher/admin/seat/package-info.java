/**
 * How many members a tenant's plan has seats for, as billing-service says, and whether there is one left. Members who are
 * there stay, whatever the plan becomes; the members themselves are the member feature's.
 */
@NullMarked
package usher.admin.seat;

import org.jspecify.annotations.NullMarked;

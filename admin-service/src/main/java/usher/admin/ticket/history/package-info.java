/**
 * Who changed what about a ticket, and when: one entry for each version of it, written with the change. Entries are not changed; what
 * stood before and after goes when the ticket is erased.
 */
@NullMarked
package usher.admin.ticket.history;

import org.jspecify.annotations.NullMarked;

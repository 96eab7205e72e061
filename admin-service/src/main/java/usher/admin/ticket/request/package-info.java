/**
 * Tickets that other services ask for, from {@code usher.tickets}. A ticket's id, which its asker made, is what it is known by: it is
 * opened once, however often it is asked for.
 */
@NullMarked
package usher.admin.ticket.request;

import org.jspecify.annotations.NullMarked;

/**
 * What members say about a ticket: replies, which are for its requester, and notes among themselves. They are not changed, and go
 * when the ticket is erased. Nothing is sent from here: who carries replies to requesters hears of them by webhook.
 */
@NullMarked
package usher.admin.ticket.thread;

import org.jspecify.annotations.NullMarked;

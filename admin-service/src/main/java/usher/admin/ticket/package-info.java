/**
 * What a tenant's people are asked for and who sees to it: tickets, opened by members or asked for by other agents, with a number,
 * a status, somebody they are assigned to, and a history. It sends nothing to requesters; what happens is told as notices.
 */
@NullMarked
package usher.admin.ticket;

import org.jspecify.annotations.NullMarked;

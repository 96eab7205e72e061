/**
 * Calls the endpoint a tenant has written for a tool: signed by Standard Webhooks, with the key by which the endpoint knows
 * a repetition, and reads what it answers. How requests are sent and repeated is decided elsewhere, and webhooks that tell a
 * tenant of events are not sent from here.
 */
@NullMarked
package usher.tool.webhook;

import org.jspecify.annotations.NullMarked;

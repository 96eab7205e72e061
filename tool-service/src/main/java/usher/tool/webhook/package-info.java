/**
 * Calls the endpoint behind a tool: signed by Standard Webhooks, bounded in time and size, repeated only when that is
 * safe, and not at all while the endpoint is failing. It knows bytes and status codes; what they mean is read elsewhere.
 * Webhooks that tell a tenant of events are not sent from here.
 */
@NullMarked
package usher.tool.webhook;

import org.jspecify.annotations.NullMarked;

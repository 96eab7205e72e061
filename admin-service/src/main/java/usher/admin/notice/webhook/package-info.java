/**
 * The endpoints that a tenant wants to be told at: where they are, what they want to hear, and the secrets they check signatures
 * with. One request is sent from here, signed by Standard Webhooks; when it is sent, and when again, is decided elsewhere.
 */
@NullMarked
package usher.admin.notice.webhook;

import org.jspecify.annotations.NullMarked;

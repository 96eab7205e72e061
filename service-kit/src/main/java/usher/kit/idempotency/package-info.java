/**
 * The Idempotency-Key header: a repeated request gets the first answer. Kept for a day; features with a natural key of
 * their own (turns, usage) do not use it. See draft-ietf-httpapi-idempotency-key-header.
 */
@NullMarked
package usher.kit.idempotency;

import org.jspecify.annotations.NullMarked;

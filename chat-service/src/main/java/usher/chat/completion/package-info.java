/**
 * The OpenAI-compatible API under {@code /v1}: a tenant's server asks its assistant as if it were a model, whole or as a
 * stream, with its own tools or the tenant's. Requests and errors are OpenAI's here and nowhere else. What is said is stored and
 * metered once, whatever becomes of the connection.
 */
@NullMarked
package usher.chat.completion;

import org.jspecify.annotations.NullMarked;

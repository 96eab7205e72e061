/**
 * Errors as RFC 9457 problem documents with stable codes. A {@link Refusal} is an answer, told to the caller; everything
 * else is a fault, told to the logs. No internal message ever reaches a client.
 */
@NullMarked
package usher.kit.problem;

import org.jspecify.annotations.NullMarked;

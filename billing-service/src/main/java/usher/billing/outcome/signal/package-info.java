/**
 * What happened in conversations, as far as outcomes go by it: taken from Kafka, once each, kept for a while and then forgotten by whole
 * conversations. It judges nothing, and it holds no text.
 */
@NullMarked
package usher.billing.outcome.signal;

import org.jspecify.annotations.NullMarked;

/**
 * What services tell each other: CloudEvents 1.0 in structured JSON on Kafka, keyed by tenant. Each type has a schema
 * and growing examples under {@code resources/events}; a type is changed only by adding optional fields, else by a next
 * version beside it. How events are stored, shipped and consumed once is the service kit's part.
 */
@NullMarked
package usher.contracts.event;

import org.jspecify.annotations.NullMarked;

/**
 * A TCP proxy that breaks the network on command, between a service and what it depends on.
 * It knows nothing of the protocols that pass through it, so it stands before Postgres, Redis, Kafka, a model or a webhook alike.
 * It does not stop processes: killing a service is the platform's business.
 */
@NullMarked
package usher.e2e.fault;

import org.jspecify.annotations.NullMarked;

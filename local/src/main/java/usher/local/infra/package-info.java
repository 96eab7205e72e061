/**
 * Postgres, Redis and Kafka without a container engine: unpacked from jars, started as children, stopped with their
 * parent. Data stays in the directory it was given and is written through to disk, so a killed part can be started
 * again on it. It is not a production set-up and knows nothing of the services that use it.
 */
@NullMarked
package usher.local.infra;

import org.jspecify.annotations.NullMarked;

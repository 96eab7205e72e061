/** Tests of admin-service against real Postgres, Redis and Kafka; its own sign-in is the only source of tokens. */
@NullMarked
package usher.admin;

import org.jspecify.annotations.NullMarked;

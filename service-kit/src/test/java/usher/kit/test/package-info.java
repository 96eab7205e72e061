/**
 * What the tests of every service stand on: real Postgres, Redis and Kafka in a child process, tokens of every kind, and the
 * architecture rules. Nothing here is a mock.
 */
@NullMarked
package usher.kit.test;

import org.jspecify.annotations.NullMarked;

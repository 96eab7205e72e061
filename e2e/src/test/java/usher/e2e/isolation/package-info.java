/**
 * The isolation matrix: every operation of every OpenAPI document against every credential that must not get through.
 * It is generated, so a new operation is in it at once, and fails by itself when it does not say whom it accepts.
 * What an accepted caller may do with its own things is the services' own tests' business.
 */
@NullMarked
package usher.e2e.isolation;

import org.jspecify.annotations.NullMarked;

/**
 * Secrets that have to be used again later, sealed at rest with the tenant as associated data. What only has to be
 * compared is hashed instead, elsewhere. Keys come from the environment and can be rotated.
 */
@NullMarked
package usher.kit.seal;

import org.jspecify.annotations.NullMarked;

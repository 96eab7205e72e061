/**
 * What the tests of this module share: one running platform, and the scale they run at.
 * It holds no assertions of its own.
 */
@NullMarked
package usher.e2e.support;

import org.jspecify.annotations.NullMarked;

/**
 * The promises that hold the product together: each turn happens once, and a lost dependency loses nothing that was acknowledged.
 * These tests break the running platform on purpose, so they run first and leave it whole.
 */
@NullMarked
package usher.e2e.spine;

import org.jspecify.annotations.NullMarked;

/**
 * The protocols that the stand-in speaks: each reads its requests into one shape, refuses what the real provider refuses by
 * itself, and writes answers and errors as the real one does. JSON is written by hand: under load the stand-in must cost far
 * less than what it measures.
 */
@NullMarked
package usher.e2e.standin.dialect;

import org.jspecify.annotations.NullMarked;

/** Answers that go on when the replica that streams them does not. */
@NullMarked
package usher.e2e.survival;

import org.jspecify.annotations.NullMarked;

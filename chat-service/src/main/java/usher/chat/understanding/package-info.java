/**
 * What a message seems to be: its language and direction, how it feels, and what it wants. Found locally and the same way every
 * time, or by a model in the classify role; either may be wrong, so nothing is decided by it alone.
 */
@NullMarked
package usher.chat.understanding;

import org.jspecify.annotations.NullMarked;

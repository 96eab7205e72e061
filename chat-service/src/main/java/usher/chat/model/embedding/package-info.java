/**
 * Text as vectors of meaning, computed in this process by all-MiniLM-L6-v2 (384 dimensions, English), and the arithmetic on
 * them. Nothing here waits for a network or runs on an event loop. It stores nothing; passages keep their own vectors.
 */
@NullMarked
package usher.chat.model.embedding;

import org.jspecify.annotations.NullMarked;

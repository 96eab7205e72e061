/**
 * Answers that are streams of server-sent events for some requests and plain JSON for others, as two protocols here want
 * them. Turns of the native API are written by {@code usher.chat.turn}.
 */
@NullMarked
package usher.chat.feed;

import org.jspecify.annotations.NullMarked;

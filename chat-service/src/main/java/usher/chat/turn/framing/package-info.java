/**
 * How the events of a turn are written to clients of other ecosystems. Each framing says the same in its own words, from the
 * same public events; nothing that is not public can come out of one.
 */
@NullMarked
package usher.chat.turn.framing;

import org.jspecify.annotations.NullMarked;

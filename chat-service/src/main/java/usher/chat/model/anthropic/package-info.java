/** Anthropic's messages: writes the request, reads the events. Thinking is never shown and never asked for. */
@NullMarked
package usher.chat.model.anthropic;

import org.jspecify.annotations.NullMarked;

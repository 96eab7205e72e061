/** Ollama's own protocol: writes the request, reads the lines, lists the models. Thinking is never shown. */
@NullMarked
package usher.chat.model.ollama;

import org.jspecify.annotations.NullMarked;

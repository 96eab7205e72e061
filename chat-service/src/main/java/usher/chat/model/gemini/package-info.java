/** Google's Gemini API: writes the request, reads the chunks. Thoughts are never shown. */
@NullMarked
package usher.chat.model.gemini;

import org.jspecify.annotations.NullMarked;

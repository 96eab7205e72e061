/**
 * The words and messages that a generative model is sent, the same for every protocol, and the text format of tool calls
 * for models that know no other. How they are written on a wire is decided elsewhere.
 */
@NullMarked
package usher.chat.model.prompt;

import org.jspecify.annotations.NullMarked;

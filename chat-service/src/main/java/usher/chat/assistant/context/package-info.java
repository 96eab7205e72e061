/**
 * What fits into a prompt and what becomes of the rest: the newest messages, a summary of older ones, passages and tool
 * results cut to a budget of tokens. Texts are only ever shortened here, and say so where they were; how they are worded for a
 * model is {@code PromptText}'s part.
 */
@NullMarked
package usher.chat.assistant.context;

import org.jspecify.annotations.NullMarked;

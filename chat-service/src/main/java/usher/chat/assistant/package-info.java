/**
 * Answers one question: persona, knowledge, history and tools go into a prompt, the model speaks, tools run in up to
 * three rounds. It says what happens as events and ends with the answer to store; it stores nothing itself but what a
 * visitor decided.
 */
@NullMarked
package usher.chat.assistant;

import org.jspecify.annotations.NullMarked;

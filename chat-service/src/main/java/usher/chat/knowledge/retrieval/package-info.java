/**
 * Finding the passages that answer a question: vectors, words and a vote of the nearest examples, over an index in memory
 * that never changes once it is built. It knows no database and no tenant; whoever builds an index gives it both.
 */
@NullMarked
package usher.chat.knowledge.retrieval;

import org.jspecify.annotations.NullMarked;

/**
 * Answers to the same question within minutes, given again without asking a model. Only questions that stand alone are
 * looked up; everything the answer depends on is in the key, the tenant first. Not a memory: it may be empty at any time.
 */
@NullMarked
package usher.chat.cache;

import org.jspecify.annotations.NullMarked;

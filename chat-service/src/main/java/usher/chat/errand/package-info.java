/**
 * What models are asked for a tenant beside its visitors' questions: to classify, to sum up, to embed, to show that they can be
 * reached. What that may take is reserved before and settled after, like a turn's, and metered without an answer. What is done
 * with what they say is other features' matter.
 */
@NullMarked
package usher.chat.errand;

import org.jspecify.annotations.NullMarked;

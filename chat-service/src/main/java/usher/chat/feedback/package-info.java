/**
 * What visitors thought of answers and conversations: thumbs, one to five, and a comment. It is kept, counted and told as
 * activity; what is made of it is decided elsewhere.
 */
@NullMarked
package usher.chat.feedback;

import org.jspecify.annotations.NullMarked;

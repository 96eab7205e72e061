/**
 * A visitor asks and is answered: from the HTTP request through admission, the stored question, the assistant and the
 * stored answer to the stream of events. A turn runs to its end whether or not somebody still listens. How an answer
 * comes about is the assistant's part.
 */
@NullMarked
package usher.chat.turn;

import org.jspecify.annotations.NullMarked;

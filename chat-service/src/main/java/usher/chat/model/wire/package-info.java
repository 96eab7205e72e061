/**
 * One streamed exchange with a provider: the request, its tries, its time and size limits, its errors, and the answer put
 * together from frames. What frames look like is each {@link usher.chat.model.wire.Protocol}'s own business; nothing here
 * knows one.
 */
@NullMarked
package usher.chat.model.wire;

import org.jspecify.annotations.NullMarked;

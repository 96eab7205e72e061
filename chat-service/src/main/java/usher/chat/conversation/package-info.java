/**
 * What visitors and the assistant said, as it is stored and shown. The two acts on the hot path, asking and answering,
 * are one SQL function each. Nothing here talks to a model.
 */
@NullMarked
package usher.chat.conversation;

import org.jspecify.annotations.NullMarked;

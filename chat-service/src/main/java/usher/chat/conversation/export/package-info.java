/**
 * Conversations to take along: one as JSON, text or PDF, and the list of them as CSV. What may be exported is what may be read;
 * nothing is stored.
 */
@NullMarked
package usher.chat.conversation.export;

import org.jspecify.annotations.NullMarked;

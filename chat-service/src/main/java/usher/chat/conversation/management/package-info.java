/**
 * Conversations as people manage them: lists and search, names, pins, endings and deletion, by visitors, tenants' servers and
 * members. What is said in them, and how it is answered, is not decided here.
 */
@NullMarked
package usher.chat.conversation.management;

import org.jspecify.annotations.NullMarked;

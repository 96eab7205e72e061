package usher.chat.conversation.management;

import org.jspecify.annotations.Nullable;
import usher.contracts.id.ConversationId;

/** The conversations before and after one in a list, newest first; absent at its ends. */
public record Neighbours(
        @Nullable ConversationId newer, @Nullable ConversationId older) {}

package usher.chat.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.MessageId;

/** A message as its visitor sees it; {@code role} is user or assistant. */
public record MessageView(
        MessageId id,
        String role,
        String text,
        List<Citation> citations,
        List<ToolUse.Public> toolCalls,
        @Nullable String finishReason,
        @Nullable Instant createdAt) {}

package usher.chat.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import usher.chat.understanding.Insight;
import usher.contracts.id.MessageId;
import usher.contracts.id.TurnId;

/** A message as members see it, with what its answer took; {@code insight} is of the question it answers. */
public record MessageDetail(
        MessageId id,
        TurnId turn,
        String role,
        String text,
        List<Citation> citations,
        List<ToolUse> toolCalls,
        @Nullable String finishReason,
        @Nullable String provider,
        @Nullable String model,
        @Nullable Integer personaVersion,
        @Nullable Long tokensInput,
        @Nullable Long tokensOutput,
        @Nullable Long costMicros,
        @Nullable Insight insight,
        Instant createdAt) {

    public MessageView forVisitors() {
        return new MessageView(
                id,
                role,
                text,
                citations,
                toolCalls.stream().map(ToolUse::forVisitors).toList(),
                finishReason,
                createdAt);
    }
}

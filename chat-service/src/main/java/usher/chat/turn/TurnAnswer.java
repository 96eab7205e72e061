package usher.chat.turn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.chat.conversation.Citation;
import usher.chat.conversation.MessageView;
import usher.chat.conversation.ToolUse;
import usher.chat.turn.ReplyEvent.CitationAdded;
import usher.chat.turn.ReplyEvent.Failed;
import usher.chat.turn.ReplyEvent.LimitWarning;
import usher.chat.turn.ReplyEvent.MessageCompleted;
import usher.chat.turn.ReplyEvent.TextDelta;
import usher.chat.turn.ReplyEvent.ToolProgress;
import usher.chat.turn.ReplyEvent.TurnCompleted;
import usher.chat.turn.ReplyEvent.TurnStarted;
import usher.chat.turn.ReplyEvent.Usage;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TurnId;

/** A whole turn as one JSON answer. */
public record TurnAnswer(
        TurnId turn,
        ConversationId conversation,
        MessageView message,
        @Nullable Usage limits) {

    /** Puts the events of a turn together. */
    public static final class Gathering {
        private final StringBuilder text = new StringBuilder();
        private final List<Citation> citations = new ArrayList<>();
        private final Map<CallId, ToolUse.Public> tools = new LinkedHashMap<>();
        private @Nullable TurnStarted started;
        private @Nullable MessageCompleted completed;
        private @Nullable Failed failed;

        public void hear(ReplyEvent event) {
            switch (event) {
                case TurnStarted start -> started = start;
                case ToolProgress tool ->
                    tools.put(
                            tool.callId(),
                            new ToolUse.Public(tool.callId(), tool.label(), tool.state(), tool.confirmation()));
                case TextDelta more -> text.append(more.delta());
                case CitationAdded cited ->
                    citations.add(new Citation(cited.index(), cited.title(), cited.url(), cited.kind()));
                case MessageCompleted end -> completed = end;
                case Failed failure -> failed = failure;
                case LimitWarning warning -> {}
                case TurnCompleted end -> {}
            }
        }

        public @Nullable Failed failed() {
            return failed;
        }

        public TurnAnswer answer() {
            if (started == null || completed == null) {
                throw new IllegalStateException("A turn ends with a message or with a problem");
            }
            var message = new MessageView(
                    started.messageId(),
                    "assistant",
                    text.toString().strip(),
                    citations,
                    List.copyOf(tools.values()),
                    completed.finishReason(),
                    null);
            return new TurnAnswer(started.turnId(), started.conversationId(), message, completed.usage());
        }
    }
}

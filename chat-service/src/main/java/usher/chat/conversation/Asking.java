package usher.chat.conversation;

import java.util.List;
import usher.chat.model.Prompt;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TurnId;
import usher.contracts.id.VisitorId;

/** What came of storing a question. */
public sealed interface Asking {
    /** It is stored; {@code fence} is the turn's number, without which no answer is taken. */
    record Asked(ConversationId conversation, VisitorId visitor, TurnId turn, int fence, List<Prompt.Line> history)
            implements Asking {}

    /** It is stored for people to read; while the assistant is paused nobody answers it now. */
    record Paused(ConversationId conversation, TurnId turn) implements Asking {}

    /** The same question, by its client's id, was answered before. */
    record AnsweredBefore(ConversationId conversation, TurnId turn, MessageId answer) implements Asking {}

    /** There is no such conversation for this visitor. */
    record Missing() implements Asking {}

    record Ended() implements Asking {}
}

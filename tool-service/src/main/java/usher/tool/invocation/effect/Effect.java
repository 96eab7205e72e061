package usher.tool.invocation.effect;

import usher.contracts.id.InvocationId;
import usher.contracts.id.MessageId;

/**
 * What is kept of an effect: its episode, the last invocation that was made for it, the turn that asked for it last, and
 * whether what came of it has reached whoever asked.
 */
public record Effect(Episode episode, InvocationId invocation, MessageId message, boolean told) {
    public Effect begunBy(InvocationId next, MessageId asking) {
        return new Effect(new Episode(episode.effect(), next.value()), next, asking, false);
    }

    public Effect attemptedBy(InvocationId next, MessageId asking) {
        return new Effect(episode, next, asking, false);
    }

    public Effect askedIn(MessageId asking) {
        return new Effect(episode, invocation, asking, told);
    }
}

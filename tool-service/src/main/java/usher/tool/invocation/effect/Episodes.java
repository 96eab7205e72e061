package usher.tool.invocation.effect;

import java.time.Instant;
import usher.contracts.id.MessageId;

/**
 * The rule of episodes: one lasts until its outcome is known, has been told, and the visitor has spoken since; and ends at
 * once when it is certain that nothing was done.
 */
public final class Episodes {
    private Episodes() {}

    /** {@code knowsKeys} says whether the target can tell a repetition by its key. */
    public static Verdict judge(Effect effect, LastAttempt last, MessageId asking, boolean knowsKeys, Instant now) {
        boolean sameTurn = effect.message().equals(asking);
        boolean late = !now.isBefore(last.deadline());
        return switch (last.state()) {
            case RUNNING -> late ? unknown(knowsKeys) : Verdict.BUSY;
            case AWAITING -> sameTurn && !late ? Verdict.PENDING : undone(last, knowsKeys);
            case SUCCEEDED -> sameTurn || !effect.told() ? Verdict.REPEAT : Verdict.BEGIN;
            case DECLINED -> sameTurn ? Verdict.REPEAT : undone(last, knowsKeys);
            case FAILED, EXPIRED -> undone(last, knowsKeys);
        };
    }

    private static Verdict undone(LastAttempt last, boolean knowsKeys) {
        return last.uncertain() ? unknown(knowsKeys) : Verdict.BEGIN;
    }

    private static Verdict unknown(boolean knowsKeys) {
        return knowsKeys ? Verdict.AGAIN : Verdict.STUCK;
    }
}

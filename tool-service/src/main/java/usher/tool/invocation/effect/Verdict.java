package usher.tool.invocation.effect;

/** What becomes of a call that asks for an effect which was asked for before. */
public enum Verdict {
    /** A new episode: it is wanted once more. */
    BEGIN,
    /** Another attempt in the same episode, because nobody knows what the last one did. */
    AGAIN,
    /** Nothing is called: what came of it is told again. */
    REPEAT,
    /** An attempt is under way. */
    BUSY,
    /** The visitor is being asked. */
    PENDING,
    /** Nobody knows what the last attempt did, and the target would not know another for the same. */
    STUCK
}

package usher.tool.invocation;

import usher.tool.target.Call;
import usher.tool.target.Destination;

/** What the first transaction of a call decided. */
sealed interface Opening {
    /** The call is stored as running and is this process's to make; {@code unsure} of what an attempt before it did. */
    record Started(Stored stored, Call call, Destination destination, boolean unsure) implements Opening {}

    /** There is nothing to call: it was refused, waits for the visitor, or has been made before. */
    record Over(Answer answer) implements Opening {
        static Over of(Ending ending) {
            return new Over(Answer.Ended.of(ending));
        }
    }
}

package usher.tool.invocation.execution;

import usher.tool.invocation.record.Ending;
import usher.tool.invocation.record.Stored;
import usher.tool.target.Call;
import usher.tool.target.Destination;

/** What the first transaction of a call decided. */
public sealed interface Opening {
    /** The call is stored as running and is this process's to make; {@code unsure} of what an attempt before it did. */
    record Started(Stored stored, Call call, Destination destination, boolean unsure) implements Opening {}

    /** There is nothing to call: it was refused, waits for the visitor, or has been made before. */
    record Over(Answer answer) implements Opening {
        public static Over of(Ending ending) {
            return new Over(Answer.Ended.of(ending));
        }
    }
}

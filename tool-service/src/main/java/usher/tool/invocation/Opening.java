package usher.tool.invocation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import usher.contracts.id.InvocationId;

/** What the first transaction of a call decided. */
sealed interface Opening {
    /** The call is stored as running and is this process's to make. */
    record Started(InvocationId id, Endpoint endpoint, ObjectNode arguments) implements Opening {}

    /** There is nothing to call: it was refused, or it has been made before. */
    record Over(Ending ending) implements Opening {}
}

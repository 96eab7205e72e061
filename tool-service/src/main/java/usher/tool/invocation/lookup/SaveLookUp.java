package usher.tool.invocation.lookup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.OperationId;

/** A look-up, whole; see {@link LookUp}. */
@Schema(
        description =
                "operation reads, and is of the same integration. In arguments, a text {name} is the call's argument of that name,"
                        + " {idempotency_key} its key and {call_id} its id. found is the place (JSON pointer) in the answer where something"
                        + " stands if the work was done.")
record SaveLookUp(
        @NotNull OperationId operation,
        ObjectNode arguments,

        @NotNull @Size(max = 300) @Pattern(regexp = "(/[^/\\p{Cc}]*)+")
        String found) {
    SaveLookUp(OperationId operation, @Nullable ObjectNode arguments, String found) {
        this.operation = operation;
        this.arguments = arguments == null ? JsonNodeFactory.instance.objectNode() : arguments;
        this.found = found;
    }
}

package usher.tool.direct;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A try: {@code confirm} must be true for an operation that changes something, because it is changed in earnest. */
record RunOperation(ObjectNode arguments, Boolean confirm) {
    RunOperation(@Nullable ObjectNode arguments, @Nullable Boolean confirm) {
        this.arguments = arguments == null ? JsonNodeFactory.instance.objectNode() : arguments;
        this.confirm = Boolean.TRUE.equals(confirm);
    }
}

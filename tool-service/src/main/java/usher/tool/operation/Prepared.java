package usher.tool.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import usher.tool.integration.connector.Link;
import usher.tool.integration.connector.Operation;

/**
 * An operation and all that calling it takes. {@code names} says what the tool's parameters are called here, where that
 * differs; {@code life} is how long an answer may be given again.
 */
record Prepared(
        Link link,
        Operation operation,
        ObjectNode parameters,
        @Nullable ObjectNode names,
        Duration life) {
    boolean cacheable() {
        return operation.reads() && !life.isZero();
    }

    /**
     * The arguments under the operation's own names; what its schema does not name is left out. Nothing when two would have
     * one name, for one of them may be who the visitor is and the other what the model said.
     */
    Optional<ObjectNode> arguments(ObjectNode given) {
        var renamed = given.objectNode();
        for (var argument : given.properties()) {
            var name = name(argument.getKey());
            if (takes(name) && renamed.replace(name, argument.getValue()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(renamed);
    }

    boolean takesAll(ObjectNode given) {
        return given.propertyStream().allMatch(argument -> takes(name(argument.getKey())));
    }

    private String name(String argument) {
        return names == null ? argument : names.path(argument).asText(argument);
    }

    private boolean takes(String name) {
        return !(parameters.get("properties") instanceof ObjectNode properties) || properties.has(name);
    }
}

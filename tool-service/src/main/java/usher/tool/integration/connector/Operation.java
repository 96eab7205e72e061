package usher.tool.integration.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import usher.contracts.id.OperationId;

/**
 * A named operation: {@code definition} says how it is done in the words of its connector (a method and a path, a
 * statement, the name of a remote tool); {@code parameters} is the JSON Schema of its arguments; {@code reads} says that doing
 * it changes nothing over there.
 */
public record Operation(OperationId id, String name, ObjectNode definition, ObjectNode parameters, boolean reads) {}

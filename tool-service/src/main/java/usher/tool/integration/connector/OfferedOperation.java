package usher.tool.integration.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An operation that a system is known to have, or says that it has, ready to be taken over: {@code parameters} is a JSON
 * Schema (2020-12) of an object, {@code risk} is read, write or money.
 */
public record OfferedOperation(
        String name, String description, String risk, ObjectNode parameters, ObjectNode definition) {}

package usher.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import usher.contracts.id.ToolId;

/**
 * A tool as a model sees it. {@code parameters} is a JSON Schema (2020-12) of an object without the parameters that are
 * filled from the visitor's signed identity. {@code label} and {@code doneLabel} are shown to the visitor while and after
 * it runs, with {@code {argument}} placeholders. {@code risk} is read, write or money.
 */
public record ToolDefinition(
        ToolId id,
        String name,
        String description,
        String label,
        String doneLabel,
        JsonNode parameters,
        String risk,
        boolean needsIdentity) {}

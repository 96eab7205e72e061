package usher.tool.argument;

import com.fasterxml.jackson.databind.JsonNode;
import usher.contracts.id.ToolId;

/**
 * The parameters of one tool in one revision: {@code schema} is what was registered, identity parameters included. A
 * changed tool has another revision, so what was compiled of an old one is never used again.
 */
public record Parameters(ToolId tool, int revision, JsonNode schema, IdentityParameters identity) {
    JsonNode shown() {
        return identity.hide(schema);
    }
}

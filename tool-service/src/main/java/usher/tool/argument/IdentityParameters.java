package usher.tool.argument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a tool that the visitor's signed identity fills, each with the claim it is filled from. The model
 * neither sees them nor can it set them.
 */
public record IdentityParameters(Map<String, String> claims) {
    static final String REDACTED = "[identity]";

    public IdentityParameters {
        claims = Map.copyOf(claims);
    }

    public boolean needed() {
        return !claims.isEmpty();
    }

    /** The schema as the model sees it: without these properties, and without asking for them. */
    public ObjectNode hide(JsonNode parameters) {
        ObjectNode shown = parameters.deepCopy();
        if (shown.get("properties") instanceof ObjectNode properties) {
            properties.remove(claims.keySet());
        }
        if (shown.get("required") instanceof ArrayNode required) {
            shown.set("required", withoutThese(required));
        }
        return shown;
    }

    private ArrayNode withoutThese(ArrayNode required) {
        var kept = required.arrayNode();
        for (JsonNode name : required) {
            if (!claims.containsKey(name.asText())) {
                kept.add(name);
            }
        }
        return kept;
    }

    /** The first claim this identity lacks; an anonymous visitor lacks all. */
    Optional<String> missingFrom(@Nullable JsonNode identity) {
        return claims.values().stream()
                .filter(claim -> identity == null || !identity.hasNonNull(claim))
                .sorted()
                .findFirst();
    }

    ObjectNode drop(ObjectNode arguments) {
        return arguments.deepCopy().remove(claims.keySet());
    }

    ObjectNode fill(ObjectNode arguments, @Nullable JsonNode identity) {
        ObjectNode filled = arguments.deepCopy();
        claims.forEach((parameter, claim) -> filled.set(parameter, identity == null ? null : identity.get(claim)));
        return filled;
    }

    /** As stored: that an identity was given is told, whose is not. */
    ObjectNode redact(ObjectNode arguments) {
        ObjectNode redacted = arguments.deepCopy();
        claims.keySet().forEach(parameter -> redacted.put(parameter, REDACTED));
        return redacted;
    }
}

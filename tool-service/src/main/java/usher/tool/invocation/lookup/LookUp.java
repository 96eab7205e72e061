package usher.tool.invocation.lookup;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import usher.contracts.id.OperationId;

/**
 * How it is found out whether a call did its work: {@code operation} reads, {@code arguments} say what it is asked, and
 * {@code found} is the place (RFC 6901) in its answer where something stands if the work was done. A text {@code {name}} among the
 * arguments is the call's own argument of that name, {@value #KEY} its Idempotency-Key and {@value #CALL} its id.
 */
record LookUp(OperationId operation, ObjectNode arguments, JsonPointer found) {
    static final String KEY = "{idempotency_key}";
    static final String CALL = "{call_id}";

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]{0,63})}");

    static LookUp of(ObjectNode stored) {
        return new LookUp(
                OperationId.fromString(stored.path("operation").asText()),
                (ObjectNode) stored.get("arguments"),
                JsonPointer.compile(stored.path("found").asText()));
    }

    /** The call's arguments that are asked for. */
    static Set<String> named(ObjectNode arguments) {
        var named = new HashSet<String>();
        arguments.forEach(value -> {
            var place = value.isTextual() ? PLACE.matcher(value.textValue()) : null;
            if (place != null && place.matches() && !isOfTheCall(value.textValue())) {
                named.add(place.group(1));
            }
        });
        return named;
    }

    private static boolean isOfTheCall(String text) {
        return text.equals(KEY) || text.equals(CALL);
    }

    /** Whether an earlier attempt under the same key would be asked for by another name. */
    boolean tellsAttemptsApart() {
        return arguments
                .valueStream()
                .anyMatch(value -> value.isTextual() && value.textValue().equals(CALL));
    }

    /**
     * What to ask after a call. Nothing when the call did not have an argument that is asked for: the same question with less in it may
     * find what another call did.
     */
    Optional<ObjectNode> after(ObjectNode call, String key, String id) {
        var asked = arguments.objectNode();
        for (var argument : arguments.properties()) {
            var value = value(argument.getValue(), call, key, id);
            if (isNothing(value)) {
                return Optional.empty();
            }
            asked.set(argument.getKey(), value);
        }
        return Optional.of(asked);
    }

    private static JsonNode value(JsonNode said, ObjectNode call, String key, String id) {
        if (!said.isTextual()) {
            return said;
        }
        var place = PLACE.matcher(said.textValue());
        return switch (said.textValue()) {
            case KEY -> TextNode.valueOf(key);
            case CALL -> TextNode.valueOf(id);
            default -> place.matches() ? call.path(place.group(1)) : said;
        };
    }

    /** Whether an answer says that the work was done: something stands there, other than false and zero. */
    boolean saysDone(JsonNode answer) {
        var node = answer.at(found);
        if (isNothing(node)) {
            return false;
        }
        return node.isNumber() ? node.doubleValue() != 0 : !node.isBoolean() || node.booleanValue();
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || node.isContainerNode() && node.isEmpty()
                || node.isTextual() && node.textValue().isBlank();
    }
}

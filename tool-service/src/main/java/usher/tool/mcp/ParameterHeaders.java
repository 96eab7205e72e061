package usher.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Arguments that a server wants to see in headers too; see "Custom Headers from Tool Parameters" of 2026-07-28. */
final class ParameterHeaders {
    private static final String MARK = "x-mcp-header";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
    private static final Set<String> TYPES = Set.of("string", "integer", "boolean");

    private ParameterHeaders() {}

    /** Marks stand on plain properties only, each with a name of its own. */
    static boolean areSound(ObjectNode schema) {
        var names = new HashSet<String>();
        return areSound(schema, names)
                && names.size() == schema.findValues(MARK).size();
    }

    private static boolean areSound(JsonNode schema, Set<String> names) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            var mark = property.getValue().get(MARK);
            boolean sound = mark == null
                    || TOKEN.matcher(mark.asText()).matches()
                            && TYPES.contains(property.getValue().path("type").asText())
                            && names.add(mark.asText().toLowerCase(Locale.ROOT));
            if (!sound || !areSound(property.getValue(), names)) {
                return false;
            }
        }
        return true;
    }

    static MultiMap of(ObjectNode schema, JsonNode arguments) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        collect(schema, arguments, headers);
        return headers;
    }

    private static void collect(JsonNode schema, JsonNode arguments, MultiMap headers) {
        schema.path("properties").properties().forEach(property -> {
            var value = arguments.path(property.getKey());
            if (property.getValue().has(MARK) && value.isValueNode() && !value.isNull()) {
                headers.set(
                        Wire.PARAMETER_HEADER + property.getValue().get(MARK).asText(),
                        Era.Header.value(value.asText()));
            }
            collect(property.getValue(), value, headers);
        });
    }
}

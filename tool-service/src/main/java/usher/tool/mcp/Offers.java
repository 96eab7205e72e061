package usher.tool.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import usher.tool.argument.ParameterSchemas;
import usher.tool.integration.connector.OfferedOperation;

/** Remote tools as operations to be taken over. Tools whose schema cannot be used are not offered. */
final class Offers {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DESCRIPTION = 2_000;

    private Offers() {}

    static List<OfferedOperation> of(Collection<RemoteTool> tools, ParameterSchemas schemas) {
        var names = new HashSet<String>();
        var offers = new ArrayList<OfferedOperation>();
        for (var tool : tools) {
            var parameters = parameters(tool.schema());
            if (schemas.fault(parameters).isEmpty()) {
                offers.add(new OfferedOperation(
                        name(tool.name(), names),
                        description(tool),
                        tool.readOnly() ? "read" : "write",
                        parameters,
                        definition(tool)));
            }
        }
        return offers;
    }

    static ObjectNode definition(RemoteTool tool) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("tool", tool.name())
                .put("description_hash", tool.descriptionHash())
                .put("schema_hash", tool.schemaHash());
    }

    /** Most servers name an older dialect of JSON Schema and use nothing that 2020-12 reads otherwise. */
    private static ObjectNode parameters(ObjectNode schema) {
        ObjectNode parameters = schema.deepCopy();
        parameters.remove("$schema");
        return parameters;
    }

    private static String description(RemoteTool tool) {
        var text =
                tool.description().isBlank() ? tool.name() : tool.description().replace("\0", "");
        return text.length() <= LONGEST_DESCRIPTION ? text : text.substring(0, LONGEST_DESCRIPTION);
    }

    /** Lower case, digits and underscores, beginning with a letter; a second one of a name gets a number. */
    private static String name(String remote, Set<String> taken) {
        var plain =
                remote.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^[^a-z]+|_$", "");
        var base = plain.isEmpty() ? "tool" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME - 4));
        var name = base;
        for (int number = 2; !taken.add(name); number++) {
            name = base + "_" + number;
        }
        return name;
    }
}

package usher.chat.mcp.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What this server says of itself. */
public final class Server {
    /** What it offers changes with its releases alone. */
    public static final long KEPT_MILLIS = 300_000;

    private static final String INSTRUCTIONS =
            "Questions to a company's support assistant. Ask with ask_agent; pass the conversation it answers with to ask on in"
                    + " the same one. search_knowledge looks up what the company has taught the assistant. create_ticket hands a"
                    + " matter to its people, usage_summary tells what was used this month.";

    private Server() {}

    public static ObjectNode info() {
        return JsonNodeFactory.instance.objectNode().put("name", "usher").put("version", "1");
    }

    /** The answer to {@code initialize}: a revision that is not known here is answered by the newest that is. */
    public static ObjectNode initialized(ObjectNode params) {
        var wanted = params.path("protocolVersion");
        if (!wanted.isTextual()
                || !params.path("capabilities").isObject()
                || !params.path("clientInfo").isObject()) {
            throw RpcFault.invalidParams("initialize takes protocolVersion, capabilities and clientInfo.");
        }
        var spoken =
                Wire.WITH_SESSIONS.contains(wanted.textValue()) ? wanted.textValue() : Wire.WITH_SESSIONS.getFirst();
        var result = JsonNodeFactory.instance.objectNode().put("protocolVersion", spoken);
        result.set("capabilities", capabilities());
        result.set("serverInfo", info());
        return result.put("instructions", INSTRUCTIONS);
    }

    public static ObjectNode discovered() {
        var result = JsonNodeFactory.instance.objectNode();
        result.putArray("supportedVersions").add(Wire.STATELESS);
        result.set("capabilities", capabilities());
        return result.put("instructions", INSTRUCTIONS);
    }

    private static ObjectNode capabilities() {
        var capabilities = JsonNodeFactory.instance.objectNode();
        capabilities.putObject("tools");
        return capabilities;
    }
}

package usher.chat.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** Which of the two protocols of that name a request is written in. It says so itself, so nothing has to be remembered. */
public enum Era {
    /** Begun with {@code initialize}; there are no sessions here, so clients get no id of one. */
    SESSIONS,
    /** Each request stands for itself. */
    STATELESS;

    public static Era of(Headers headers, Message.Request request) {
        var claimed = request.meta().path(Wire.META_VERSION);
        if (request.method().equals("initialize") && claimed.isMissingNode()) {
            if (headers.nameStateless()) {
                throw RpcFault.headerMismatch("The revision in the headers has no initialize.");
            }
            return SESSIONS;
        }
        if (claimed.isMissingNode() && !headers.nameStateless()) {
            requireKnown(headers);
            return SESSIONS;
        }
        requireMeta(request.meta(), claimed);
        requireSame(headers, claimed);
        var version = claimed.isMissingNode() ? headers.version() : claimed.textValue();
        if (!Wire.STATELESS.equals(version)) {
            throw RpcFault.unsupported(String.valueOf(version));
        }
        requireMirrored(headers, request);
        return STATELESS;
    }

    /** Of a message that is no request: what is told without an answer goes by its header alone. */
    public static void requireKnown(Headers headers) {
        var version = headers.version();
        if (version != null && !version.equals(Wire.STATELESS) && !Wire.WITH_SESSIONS.contains(version)) {
            throw RpcFault.unsupported(version);
        }
    }

    /** The version may stand in the header alone; what is said of it in the body has to be well formed. */
    private static void requireMeta(JsonNode meta, JsonNode claimed) {
        if (!meta.isObject()) {
            throw invalid("A request of this revision has _meta.");
        }
        if (!claimed.isMissingNode() && !claimed.isTextual()) {
            throw invalid(Wire.META_VERSION + " is a text.");
        }
        if (meta.has(Wire.META_CAPABILITIES)
                && !meta.get(Wire.META_CAPABILITIES).isObject()) {
            throw invalid(Wire.META_CAPABILITIES + " is an object.");
        }
        var client = meta.path(Wire.META_CLIENT);
        boolean named =
                client.path("name").isTextual() && client.path("version").isTextual();
        if (!client.isMissingNode() && !named) {
            throw invalid(Wire.META_CLIENT + " has a name and a version.");
        }
    }

    private static void requireSame(Headers headers, JsonNode claimed) {
        if (headers.version() == null) {
            throw RpcFault.headerMismatch("The header MCP-Protocol-Version is missing.");
        }
        if (!claimed.isMissingNode() && !headers.version().equals(claimed.textValue())) {
            throw RpcFault.headerMismatch("MCP-Protocol-Version and the body name different revisions.");
        }
    }

    private static void requireMirrored(Headers headers, Message.Request request) {
        if (!request.method().equals(headers.method())) {
            throw RpcFault.headerMismatch("The header Mcp-Method does not name the method of the body.");
        }
        var name = request.params().path("name").textValue();
        if (request.method().equals(Wire.CALL) && name != null && !Objects.equals(name, headers.name())) {
            throw RpcFault.headerMismatch("The header Mcp-Name does not name the tool of the body.");
        }
    }

    private static RpcFault invalid(String sentence) {
        return new RpcFault(400, Wire.INVALID_PARAMS, sentence);
    }

    public RpcFault unknownMethod() {
        return new RpcFault(
                this == STATELESS ? 404 : 200, Wire.METHOD_NOT_FOUND, "There is no such method in this revision.");
    }

    /** A result as this era has it. */
    public ObjectNode result(ObjectNode result) {
        if (this == STATELESS) {
            result.put("resultType", "complete");
            result.withObjectProperty(Wire.META).set(Wire.META_SERVER, Server.info());
        }
        return result;
    }

    /** A result that may be kept for a while by who asked for it. */
    public ObjectNode kept(ObjectNode result) {
        if (this == STATELESS) {
            result.put("ttlMs", Server.KEPT_MILLIS).put("cacheScope", "private");
        }
        return result(result);
    }
}

package usher.chat.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A message that is answered by an error of JSON-RPC instead of a result; an answer and no accident, so without a stack. */
public final class RpcFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final transient @Nullable ObjectNode data;
    private final @Nullable String scope;

    public RpcFault(int status, int code, String sentence, @Nullable ObjectNode data) {
        this(status, code, sentence, data, null);
    }

    private RpcFault(int status, int code, String sentence, @Nullable ObjectNode data, @Nullable String scope) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
        this.data = data;
        this.scope = scope;
    }

    public RpcFault(int status, int code, String sentence) {
        this(status, code, sentence, null);
    }

    public static RpcFault invalidRequest(String sentence) {
        return new RpcFault(400, Wire.INVALID_REQUEST, sentence);
    }

    /** Of a method that is there: the transport has done its part, hence 200. */
    public static RpcFault invalidParams(String sentence) {
        return new RpcFault(200, Wire.INVALID_PARAMS, sentence);
    }

    public static RpcFault headerMismatch(String sentence) {
        return new RpcFault(400, Wire.HEADER_MISMATCH, sentence);
    }

    public static RpcFault unsupported(String requested) {
        var data = JsonNodeFactory.instance.objectNode().put("requested", requested);
        var supported = data.putArray("supported").add(Wire.STATELESS);
        Wire.WITH_SESSIONS.forEach(supported::add);
        return new RpcFault(400, Wire.UNSUPPORTED_VERSION, "This version of the protocol is not spoken here.", data);
    }

    /** See "Scope Challenge Handling" of the protocol's authorization, and RFC 6750, 3.1. */
    public static RpcFault insufficientScope(String scope) {
        return new RpcFault(
                403, Wire.REFUSED, "This program was not let in for this tool; it would need: " + scope, null, scope);
    }

    /** The scopes that would do, where too few are what is wrong. */
    @Nullable
    public String scope() {
        return scope;
    }

    public int status() {
        return status;
    }

    /** {@code id} is JSON's null where no request could be made out. */
    public ObjectNode message(JsonNode id) {
        var error = JsonNodeFactory.instance.objectNode().put("code", code).put("message", getMessage());
        if (data != null) {
            error.set("data", data);
        }
        var message = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        message.set("id", id);
        message.set("error", error);
        return message;
    }
}

package usher.chat.mcp.protocol;

import java.util.List;

/** Words of the protocol. See modelcontextprotocol.io/specification, revisions 2025-03-26 to 2026-07-28. */
public final class Wire {
    /** The first revision in which each request stands for itself. */
    public static final String STATELESS = "2026-07-28";
    /** Revisions that begin with {@code initialize}, the newest first. */
    public static final List<String> WITH_SESSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26");
    /** The last revision with batches, and the one a request without a header is taken for. */
    public static final String WITH_BATCHES = "2025-03-26";

    public static final String VERSION_HEADER = "mcp-protocol-version";
    public static final String METHOD_HEADER = "mcp-method";
    public static final String NAME_HEADER = "mcp-name";

    public static final String META = "_meta";
    public static final String META_VERSION = "io.modelcontextprotocol/protocolVersion";
    public static final String META_CLIENT = "io.modelcontextprotocol/clientInfo";
    public static final String META_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    public static final String META_SERVER = "io.modelcontextprotocol/serverInfo";
    /** Ours: the code of a refusal, and what else its problem document says. */
    public static final String META_PROBLEM = "usher/problem";

    public static final String CALL = "tools/call";
    public static final String LIST = "tools/list";

    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL_ERROR = -32603;
    public static final int REFUSED = -32000;
    public static final int HEADER_MISMATCH = -32020;
    public static final int UNSUPPORTED_VERSION = -32022;

    private Wire() {}
}

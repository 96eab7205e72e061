package usher.chat.mcp;

import java.util.List;

/** Words of the protocol. See modelcontextprotocol.io/specification, revisions 2025-03-26 to 2026-07-28. */
final class Wire {
    /** The first revision in which each request stands for itself. */
    static final String STATELESS = "2026-07-28";
    /** Revisions that begin with {@code initialize}, the newest first. */
    static final List<String> WITH_SESSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26");
    /** The last revision with batches, and the one a request without a header is taken for. */
    static final String WITH_BATCHES = "2025-03-26";

    static final String VERSION_HEADER = "mcp-protocol-version";
    static final String METHOD_HEADER = "mcp-method";
    static final String NAME_HEADER = "mcp-name";

    static final String META = "_meta";
    static final String META_VERSION = "io.modelcontextprotocol/protocolVersion";
    static final String META_CLIENT = "io.modelcontextprotocol/clientInfo";
    static final String META_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    static final String META_SERVER = "io.modelcontextprotocol/serverInfo";
    /** Ours: the code of a refusal, and what else its problem document says. */
    static final String META_PROBLEM = "usher/problem";

    static final String CALL = "tools/call";
    static final String LIST = "tools/list";

    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL_ERROR = -32603;
    static final int REFUSED = -32000;
    static final int HEADER_MISMATCH = -32020;
    static final int UNSUPPORTED_VERSION = -32022;

    private Wire() {}
}

package usher.tool.mcp;

import java.util.List;
import java.util.Set;

/** Words of the protocol. See modelcontextprotocol.io/specification, revisions 2025-03-26 to 2026-07-28. */
final class Wire {
    static final String STATELESS = "2026-07-28";
    /** Revisions with sessions, the newest first. */
    static final List<String> WITH_SESSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26");

    static final String VERSION_HEADER = "mcp-protocol-version";
    static final String METHOD_HEADER = "mcp-method";
    static final String NAME_HEADER = "mcp-name";
    static final String SESSION_HEADER = "mcp-session-id";
    static final String PARAMETER_HEADER = "mcp-param-";

    static final String META_VERSION = "io.modelcontextprotocol/protocolVersion";
    static final String META_CLIENT = "io.modelcontextprotocol/clientInfo";
    static final String META_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    static final String META_SERVER = "io.modelcontextprotocol/serverInfo";

    static final int METHOD_NOT_FOUND = -32601;
    static final int UNSUPPORTED_VERSION = -32022;
    /** Errors that only a stateless server knows: header mismatch, missing capability. */
    static final Set<Integer> STATELESS_ERRORS = Set.of(-32020, -32021);

    private Wire() {}
}

package usher.tool.mcp.authorization;

import java.net.URI;
import java.time.Instant;

/** What a member has to do: open {@code url} in the browser that asked for it, before {@code expires_at}. */
record Begun(URI url, Instant expiresAt) {}

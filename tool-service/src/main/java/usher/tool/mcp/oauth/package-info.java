/**
 * OAuth 2 as a client speaks it with servers it has never met: finding the authorization server of a protected resource, being known
 * there as a client, and its token endpoint. Nothing is stored here, and every URL comes from a foreign server, so each goes through
 * the guard. Which member wants what, and where tokens are kept, is {@code authorization}'s.
 */
@NullMarked
package usher.tool.mcp.oauth;

import org.jspecify.annotations.NullMarked;

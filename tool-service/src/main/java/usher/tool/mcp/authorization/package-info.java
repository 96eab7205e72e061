/**
 * A tenant's members allow an integration to act for them at a server of the Model Context Protocol, in the browser and over there; what
 * comes of it are tokens, kept sealed, renewed by one replica at a time, and sent to that server alone. How OAuth is spoken is
 * {@code oauth}'s; what is done with a token is the connector's. Nobody signs in to this installation here.
 */
@NullMarked
package usher.tool.mcp.authorization;

import org.jspecify.annotations.NullMarked;

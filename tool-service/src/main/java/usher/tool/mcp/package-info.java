/**
 * Servers of the Model Context Protocol as a kind of integration: their tools become operations, pinned to the
 * description and schema that a member has seen. Both eras of the protocol are spoken over HTTP, the stateless one of
 * 2026-07-28 and the sessions before it. It offers a server nothing in return: no sampling, no questions to the visitor, no files.
 */
@NullMarked
package usher.tool.mcp;

import org.jspecify.annotations.NullMarked;

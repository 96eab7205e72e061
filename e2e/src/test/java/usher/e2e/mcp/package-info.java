/**
 * The Model Context Protocol in both directions, spoken with programs that others wrote. What a malformed message leads to is
 * tested in the services.
 */
@NullMarked
package usher.e2e.mcp;

import org.jspecify.annotations.NullMarked;

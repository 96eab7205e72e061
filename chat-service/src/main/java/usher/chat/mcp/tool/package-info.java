/** What other agents may use of a tenant: each tool with the scope that a program needs for it. */
@NullMarked
package usher.chat.mcp.tool;

import org.jspecify.annotations.NullMarked;

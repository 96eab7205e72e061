/** What the Model Context Protocol writes, in all its revisions that are spoken here: messages, headers, faults, and who speaks. */
@NullMarked
package usher.chat.mcp.protocol;

import org.jspecify.annotations.NullMarked;

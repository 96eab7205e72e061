/**
 * Runs a tool for a conversation, once per call id, and keeps what was asked and what came of it. The row is written
 * before the endpoint is called and finished after, with the usage event; nothing is held open in between. It does not
 * choose tools and does not speak to models: chat-service does.
 */
@NullMarked
package usher.tool.invocation;

import org.jspecify.annotations.NullMarked;

/**
 * Runs a tool for a conversation, once per call id, and what it changes once per effect; what spends money only when the visitor
 * has confirmed it. The row is written before the target is called and finished after, with the usage event; nothing is held
 * open in between. It does not choose tools and does not speak to models: chat-service does.
 */
@NullMarked
package usher.tool.invocation;

import org.jspecify.annotations.NullMarked;

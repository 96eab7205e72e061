/**
 * Runs a tool for a conversation, once per call id, and what it changes once per effect; what spends money only when the visitor
 * has confirmed it. It decides whether a call goes out; where tools are, what is stored of calls and how they are made is in the
 * packages below. It does not choose tools and does not speak to models: chat-service does.
 */
@NullMarked
package usher.tool.invocation;

import org.jspecify.annotations.NullMarked;

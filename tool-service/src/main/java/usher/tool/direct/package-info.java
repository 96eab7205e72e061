/**
 * Calls of tenants' systems that no tool of a conversation makes: members try operations out, questions are grounded on what is
 * so now, stock is looked at. Each is in the log of calls, says where it came from, and is free. What is called and what is
 * made of the answer belongs to whoever asks.
 */
@NullMarked
package usher.tool.direct;

import org.jspecify.annotations.NullMarked;

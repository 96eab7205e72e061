/**
 * Usher as a server of the Model Context Protocol: a tenant's assistant is a tool of other agents, in both eras of the protocol at
 * one address. A question asked here is a turn like any other; nothing is remembered between requests but what turns store.
 */
@NullMarked
package usher.chat.mcp;

import org.jspecify.annotations.NullMarked;

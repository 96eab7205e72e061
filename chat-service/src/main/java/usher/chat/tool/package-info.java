/**
 * What chat-service knows of a tenant's tools, and the call that runs one in tool-service. Arguments are checked and
 * identities injected there, not here.
 */
@NullMarked
package usher.chat.tool;

import org.jspecify.annotations.NullMarked;

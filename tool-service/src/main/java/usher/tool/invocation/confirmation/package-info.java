/**
 * What visitors say to calls that wait for their yes, because those spend money. It asks nobody: the call was stored as waiting, and
 * chat-service asks.
 */
@NullMarked
package usher.tool.invocation.confirmation;

import org.jspecify.annotations.NullMarked;

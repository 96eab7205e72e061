/**
 * The log of calls as a tenant's people read it: newest first, by tool, state, conversation and time. Secrets and identity
 * values are not in it, because they were never written. It changes nothing.
 */
@NullMarked
package usher.tool.invocation.log;

import org.jspecify.annotations.NullMarked;

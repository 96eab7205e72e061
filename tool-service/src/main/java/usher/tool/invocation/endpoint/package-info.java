/**
 * A tenant's tools as calls need them: what they may do, where they are, and what is sent there for a call that a model wants. It
 * reads what the catalogue and the connections have stored, and changes nothing.
 */
@NullMarked
package usher.tool.invocation.endpoint;

import org.jspecify.annotations.NullMarked;

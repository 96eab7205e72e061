/**
 * What becomes of a call of which nobody knows whether it did its work: the system itself is asked, by an operation that reads and that somebody has
 * named for this, and the call is settled by the answer. Nothing is ever done a second time here, and a call without a look-up stays as it is,
 * for a person.
 */
@NullMarked
package usher.tool.invocation.lookup;

import org.jspecify.annotations.NullMarked;

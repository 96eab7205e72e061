/**
 * Makes a call that may go out, and says what came of it to whoever asked. Nothing is held open in the database meanwhile. Whether a
 * call may go out is decided elsewhere.
 */
@NullMarked
package usher.tool.invocation.execution;

import org.jspecify.annotations.NullMarked;

/**
 * Members try a tenant's tools out, for real or to see what would be sent. Such calls are no part of any conversation or effect, and
 * nobody pays for them.
 */
@NullMarked
package usher.tool.invocation.trial;

import org.jspecify.annotations.NullMarked;

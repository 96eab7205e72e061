/**
 * A scripted tool behind a webhook: the tenant's own system, as tool-service calls it.
 * It checks nothing of the signature, which tool-service's tests do; it counts, and keeps what it was sent.
 */
@NullMarked
package usher.e2e.tool;

import org.jspecify.annotations.NullMarked;

/**
 * What a tenant owes at the end of a month, from what was said to what is printed, and through killed processes. How a bill is
 * worked out is tested in billing-service; here all services take part.
 */
@NullMarked
package usher.e2e.billing;

import org.jspecify.annotations.NullMarked;

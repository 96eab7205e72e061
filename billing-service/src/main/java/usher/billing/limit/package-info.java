/**
 * Where a tenant stands with each limit of its plan right now: for its servers, which meter what they like and ask before they let
 * more of it happen, and for people. It reads sums, counts and the subscription; it enforces nothing itself.
 */
@NullMarked
package usher.billing.limit;

import org.jspecify.annotations.NullMarked;

/**
 * Work on behalf of one tenant: transactions in which row-level security sees that tenant alone, and what
 * admin-service last said of it. A tenant is never looked up over the network. Plans and limits are not known here.
 */
@NullMarked
package usher.kit.tenant;

import org.jspecify.annotations.NullMarked;

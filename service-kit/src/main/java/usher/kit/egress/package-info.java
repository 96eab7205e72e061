/**
 * Where a service may connect to on behalf of a tenant: https to public addresses, the hosts that the installation names
 * as its own, and of these only what the tenant has listed, if the service keeps lists. The address that was checked is the
 * address that is connected to, so a name cannot change its mind in between. It is not a proxy and makes no connections.
 */
@NullMarked
package usher.kit.egress;

import org.jspecify.annotations.NullMarked;

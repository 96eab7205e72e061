/**
 * Where tool-service may connect to on behalf of a tenant: https to public addresses, the hosts that the installation names
 * as its own, and of these only what the tenant has listed, if it keeps a list. The address that was checked is the address
 * that is connected to, so a name cannot change its mind in between. It is not a proxy and knows nothing of tools.
 */
@NullMarked
package usher.tool.egress;

import org.jspecify.annotations.NullMarked;

/**
 * Where tool-service may connect to on behalf of a tenant: https to public addresses, and nothing of our own network.
 * The address that was checked is the address that is connected to, so a name cannot change its mind in between. It is
 * not a proxy and knows nothing of tools; an allow list per tenant and a log of refusals are not here yet.
 */
@NullMarked
package usher.tool.egress;

import org.jspecify.annotations.NullMarked;

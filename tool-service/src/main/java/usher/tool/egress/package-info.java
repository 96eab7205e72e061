/**
 * The hosts that a tenant's tools may call: its list can only narrow what the guard ({@code usher.kit.egress}) allows. A tenant
 * without a list may call whatever the guard allows. Nothing is called from here.
 */
@NullMarked
package usher.tool.egress;

import org.jspecify.annotations.NullMarked;

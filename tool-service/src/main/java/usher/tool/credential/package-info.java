/**
 * The secrets tenants' tools are called with. A webhook secret is made here, shown once, and sealed for one tenant at rest;
 * after the sealing key has changed, everything that is stored is sealed anew. Where a secret is stored belongs to the
 * feature that uses it, and no opened one outlives its call.
 */
@NullMarked
package usher.tool.credential;

import org.jspecify.annotations.NullMarked;

/**
 * The secrets tenants' tools are called with. A webhook secret is made here, shown once, and sealed for one tenant at
 * rest. Where a secret is stored belongs to the feature that uses it; keys of commerce platforms are not here yet.
 */
@NullMarked
package usher.tool.credential;

import org.jspecify.annotations.NullMarked;

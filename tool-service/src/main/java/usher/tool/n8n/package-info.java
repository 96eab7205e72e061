/**
 * Speaks with n8n: operations are workflows that begin with a webhook, called as endpoints of a tenant's own are, and answering
 * as those do. It knows nothing of what a workflow does, starts none but by its webhook and changes none.
 */
@NullMarked
package usher.tool.n8n;

import org.jspecify.annotations.NullMarked;

/**
 * The real n8n with the workflow files that are shipped, as a tenant's integration. Runs only when it is told where n8n is
 * installed ({@code e2e/n8n/run} does both); what stands in for n8n otherwise is in tool-service's tests.
 */
@NullMarked
package usher.e2e.n8n;

import org.jspecify.annotations.NullMarked;

/**
 * The catalogue: which tools there are, for all tenants alike, with what a model is told of each and what it may pass.
 * The platform's administrators keep it and every member may read it. Where a tenant's tool is called is no part of it.
 */
@NullMarked
package usher.tool.catalog;

import org.jspecify.annotations.NullMarked;

/**
 * The catalogue: which tools there are, with what a model is told of each and what it may pass. The platform's administrators
 * keep the tools that all tenants share; a tenant's administrators keep its own. Where a tool is called is no part of it.
 */
@NullMarked
package usher.tool.catalog;

import org.jspecify.annotations.NullMarked;

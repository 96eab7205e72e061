/**
 * What a tenant's plan allows of tools: how many are switched on, how many integrations there are, and whether it makes tools
 * of its own. What is there stays, whatever the plan becomes. Calls are counted elsewhere, and refused here once the plan's are
 * used up.
 */
@NullMarked
package usher.tool.allowance;

import org.jspecify.annotations.NullMarked;

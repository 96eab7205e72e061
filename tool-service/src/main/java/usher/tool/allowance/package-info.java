/**
 * What a tenant's plan allows of tools: how many are switched on, how many integrations there are, and whether it makes tools
 * of its own. What is there stays, whatever the plan becomes; calls of tools are counted and limited elsewhere.
 */
@NullMarked
package usher.tool.allowance;

import org.jspecify.annotations.NullMarked;

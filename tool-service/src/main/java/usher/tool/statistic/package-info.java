/**
 * How tools do: calls, successes and how long they took, summed up by the hour, and how long single calls are kept. What was
 * summed up outlives the calls. What a tenant is charged for is no part of it; billing-service counts that.
 */
@NullMarked
package usher.tool.statistic;

import org.jspecify.annotations.NullMarked;

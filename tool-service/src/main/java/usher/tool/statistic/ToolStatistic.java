package usher.tool.statistic;

import org.jspecify.annotations.Nullable;

/**
 * One tool over a while. {@code success_rate} is a share from 0 to 1; times are in milliseconds, the percentiles within 9 % of
 * the exact ones. All are absent where nothing was called.
 */
record ToolStatistic(
        String tool,
        long calls,
        long succeeded,
        long failed,
        @Nullable Double successRate,
        @Nullable Double averageMs,
        @Nullable Double p50Ms,
        @Nullable Double p95Ms) {}

package usher.tool.statistic;

import java.time.Instant;
import java.util.List;

/** The tools that were called from {@code from} up to but without {@code to}, both full hours; the most called first. */
record StatisticsView(Instant from, Instant to, List<ToolStatistic> data) {}

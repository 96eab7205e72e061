package usher.tool.announcement;

/** Fired in this process, within the transaction, when tools of some tenant change: what was remembered of tools is to be forgotten. */
public record ToolsTouched() {}

package usher.tool.invocation.effect;

import java.time.Instant;

/**
 * How the last attempt at an effect stands. {@code uncertain} says that it, or one before it, may have done its work all the
 * same; {@code deadline} is when it must be over, or decided.
 */
public record LastAttempt(CallState state, boolean uncertain, Instant deadline) {}

package usher.chat.model.wire;

/** The way to one model: what it speaks, how patient we are with it, and whether it is well. */
public record Line(Endpoint endpoint, Protocol protocol, Patience patience, Breaker breaker, Means means) {}

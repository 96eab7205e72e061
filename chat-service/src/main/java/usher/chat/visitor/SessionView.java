package usher.chat.visitor;

import java.time.Instant;
import usher.contracts.id.VisitorId;

/** A visitor's token, and who it makes them here. */
public record SessionView(String token, VisitorId visitor, boolean identified, Instant expiresAt) {}

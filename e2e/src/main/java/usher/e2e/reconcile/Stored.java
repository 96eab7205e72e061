package usher.e2e.reconcile;

/** A finished turn as chat-service keeps it. */
public record Stored(String turn, String question, String answer) {}

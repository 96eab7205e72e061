package usher.e2e.reconcile;

/**
 * What billing-service's ledger holds for one turn.
 *
 * @param events how many usage events named the turn: more than one is a turn billed twice
 */
public record Metered(String turn, long events, long messages, long inputTokens, long outputTokens) {}

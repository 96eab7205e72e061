package usher.billing.outcome.rule;

import java.time.Instant;

/** A version of the rules; {@code publishedBy} is a member of the platform, or {@code migration}. */
public record RulesView(int version, Instant effectiveFrom, RuleTerms terms, String publishedBy, Instant publishedAt) {}

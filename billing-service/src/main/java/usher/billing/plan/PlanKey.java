package usher.billing.plan;

import jakarta.persistence.Embeddable;

/** One version of one plan. Versions are kept, because a running subscription stays with the one it began with. */
@Embeddable
public record PlanKey(String code, int version) {}

package usher.chat.limit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import usher.chat.model.Models;
import usher.contracts.id.TenantId;

/** Estimates turns by the dearest model that may answer. */
@ApplicationScoped
public class Estimates {
    private final Models models;
    private final LimitConfig config;

    Estimates(Models models, LimitConfig config) {
        this.models = models;
        this.config = config;
    }

    /** Refuses a model without a price. {@code maxTokens} is what the client asked for, if it did. */
    public Uni<Estimate> of(TenantId tenant, String question, @Nullable Integer maxTokens) {
        return models.roster(tenant).map(roster -> Estimate.of(roster.speakers(), question, maxTokens, config));
    }
}

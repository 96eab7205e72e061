package usher.chat.errand;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import usher.chat.model.ModelName;
import usher.chat.model.Models;
import usher.chat.model.choice.Connections;
import usher.chat.model.choice.ModelChoice;
import usher.chat.model.choice.ModelChoices;
import usher.chat.model.choice.ModelRole;
import usher.chat.model.embedding.Embedder;
import usher.chat.model.price.Prices;
import usher.contracts.id.TenantId;
import usher.kit.tenant.TenantCache;

/** By which model a tenant's texts become vectors: its own in the embed role, or the one in this process. */
@ApplicationScoped
public class Embeddings {
    private final ModelChoices choices;
    private final Connections connections;
    private final Prices prices;
    private final Errands errands;
    private final Embedding local;
    private final TenantCache<TenantId, Embedding> cache;

    Embeddings(ModelChoices choices, Connections connections, Prices prices, Errands errands, Embedder embedder) {
        this.choices = choices;
        this.connections = connections;
        this.prices = prices;
        this.errands = errands;
        this.local = new LocalEmbedding(embedder);
        this.cache = new TenantCache<>(this::load);
    }

    /** Refuses a model without a price. */
    public Uni<Embedding> of(TenantId tenant) {
        return cache.get(tenant);
    }

    private Uni<Embedding> load(TenantId tenant) {
        return choices.of(tenant).chain(all -> {
            var chosen = all.get(ModelRole.EMBED);
            return chosen == null || chosen.name().equals(ModelName.LOCAL)
                    ? Uni.createFrom().item(local)
                    : remote(tenant, chosen);
        });
    }

    private Uni<Embedding> remote(TenantId tenant, ModelChoice chosen) {
        return prices.of(chosen.name())
                .map(found -> found.orElseThrow(Models::unpriced))
                .map(price -> new RemoteEmbedding(
                        tenant, chosen.name(), connections.embeddings(tenant, chosen), price, errands));
    }
}

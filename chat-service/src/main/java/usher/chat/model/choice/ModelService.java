package usher.chat.model.choice;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import usher.chat.model.Models;
import usher.chat.model.price.Prices;
import usher.chat.plan.Grants;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;

/** Chooses models. One without a price cannot be chosen, because its use could not be billed. */
@ApplicationScoped
class ModelService {
    private final ModelChoices choices;
    private final Connections connections;
    private final Prices prices;
    private final Models models;
    private final Grants grants;

    ModelService(ModelChoices choices, Connections connections, Prices prices, Models models, Grants grants) {
        this.choices = choices;
        this.connections = connections;
        this.prices = prices;
        this.models = models;
        this.grants = grants;
    }

    Uni<List<ModelView>> all(TenantId tenant) {
        return choices.of(tenant)
                .map(all -> all.values().stream().map(ModelChoice::view).toList());
    }

    Uni<ModelView> of(TenantId tenant, ModelRole role) {
        return choices.of(tenant).map(all -> {
            var choice = all.get(role);
            if (choice == null) {
                throw Refusal.notFound();
            }
            return choice.view();
        });
    }

    Uni<ModelView> choose(TenantId tenant, ModelRole role, ChooseModel wanted) {
        if (!connections.speaks(wanted.provider())) {
            throw new Refusal("provider-unsupported", 422, "This installation does not speak to that provider yet.");
        }
        if (role == ModelRole.EMBED && !ProviderKind.embeds(wanted.provider())) {
            throw new Refusal(
                    "embedding-unsupported",
                    422,
                    "Embeddings are made locally or taken from servers of OpenAI's protocol; Ollama serves it under /v1.");
        }
        return grants.requireProvider(tenant, wanted.provider())
                .chain(() -> prices.of(wanted.name()))
                .map(price -> price.orElseThrow(Models::unpriced))
                .chain(price -> choices.store(tenant, role, wanted))
                .invoke(() -> models.forget(tenant))
                .chain(() -> of(tenant, role));
    }

    Uni<Void> forget(TenantId tenant, ModelRole role) {
        return choices.remove(tenant, role).invoke(() -> models.forget(tenant));
    }
}

package usher.chat.model;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import usher.chat.model.local.LocalModel;
import usher.chat.model.provider.Providers;
import usher.chat.model.wire.Endpoint;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.seal.Sealer;
import usher.kit.tenant.TenantCache;

/** Finds the model that answers for a tenant. */
@ApplicationScoped
public class Models {
    private final ModelChoices choices;
    private final Prices prices;
    private final Sealer sealer;
    private final LocalModel local;
    private final Providers providers;
    private final TenantCache<TenantId, Optional<Answering>> cache;

    Models(ModelChoices choices, Prices prices, Sealer sealer, LocalModel local, Providers providers) {
        this.choices = choices;
        this.prices = prices;
        this.sealer = sealer;
        this.local = local;
        this.providers = providers;
        this.cache = new TenantCache<>(tenant -> choices.of(tenant).chain(choice -> answering(tenant, choice)));
    }

    /** Refuses when the chosen model has no price. */
    public Uni<Answering> answeringFor(TenantId tenant) {
        return cache.get(tenant).map(found -> found.orElseThrow(Models::unpriced));
    }

    Uni<ModelChoice> of(TenantId tenant) {
        return choices.of(tenant);
    }

    /** A model without a price cannot be chosen, because its use could not be billed. */
    Uni<ModelChoice> choose(TenantId tenant, ChooseModel wanted) {
        var model = wanted.provider().equals(ModelChoice.LOCAL) ? ModelChoice.LOCAL : String.valueOf(wanted.model());
        return prices.of(wanted.provider(), model)
                .map(price -> price.orElseThrow(Models::unpriced))
                .chain(price -> choices.store(tenant, wanted))
                .invoke(() -> cache.forget(tenant));
    }

    private Uni<Optional<Answering>> answering(TenantId tenant, ModelChoice choice) {
        return prices.of(choice.provider(), choice.model())
                .map(found -> found.map(price -> new Answering(
                        model(tenant, choice),
                        choice.provider(),
                        choice.model(),
                        new Prompt.Limits(choice.maxTokens(), choice.temperature()),
                        price.input(),
                        price.output())));
    }

    private Model model(TenantId tenant, ModelChoice choice) {
        if (choice.baseUrl() == null) {
            return local;
        }
        var key = choice.sealedKey() == null ? "" : sealer.open(tenant, choice.sealedKey());
        var kind = Endpoint.Kind.of(choice.provider());
        return providers.model(new Endpoint(kind, choice.baseUrl(), choice.model(), key, true));
    }

    private static Refusal unpriced() {
        return new Refusal("model-price-unknown", 422, "This model has no price, so its use could not be billed.");
    }
}

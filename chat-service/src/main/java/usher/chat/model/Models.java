package usher.chat.model;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import usher.chat.model.choice.Connections;
import usher.chat.model.choice.ModelChoice;
import usher.chat.model.choice.ModelChoices;
import usher.chat.model.choice.ModelRole;
import usher.chat.model.price.Price;
import usher.chat.model.price.Prices;
import usher.chat.model.routing.Roster;
import usher.chat.model.routing.RoutingSettings;
import usher.chat.model.routing.Routings;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.tenant.TenantCache;

/** Finds the models that work for a tenant. */
@ApplicationScoped
public class Models {
    private final ModelChoices choices;
    private final Connections connections;
    private final Prices prices;
    private final Routings routings;
    private final TenantCache<TenantId, Roster> cache;

    Models(ModelChoices choices, Connections connections, Prices prices, Routings routings) {
        this.choices = choices;
        this.connections = connections;
        this.prices = prices;
        this.routings = routings;
        this.cache = new TenantCache<>(this::load);
    }

    /** Everybody who may answer; refuses when the model that should has no price. */
    public Uni<Roster> roster(TenantId tenant) {
        return cache.get(tenant).invoke(Models::requireAnswer);
    }

    /** The model of a role; empty when there is none, or none that has a price. */
    public Uni<Optional<Candidate>> of(TenantId tenant, ModelRole role) {
        return cache.get(tenant).map(roster -> roster.of(role));
    }

    public void forget(TenantId tenant) {
        cache.forget(tenant);
    }

    public static Refusal unpriced() {
        return new Refusal("model-price-unknown", 422, "This model has no price, so its use could not be billed.");
    }

    private static void requireAnswer(Roster roster) {
        if (roster.of(ModelRole.ANSWER).isEmpty()) {
            throw unpriced();
        }
    }

    private Uni<Roster> load(TenantId tenant) {
        return Uni.combine()
                .all()
                .unis(choices.of(tenant), routings.of(tenant))
                .asTuple()
                .chain(found -> {
                    var names = new HashSet<ModelName>();
                    names.add(ModelName.LOCAL);
                    found.getItem1().values().forEach(choice -> names.add(choice.name()));
                    return prices.of(names).map(priced -> roster(tenant, found.getItem1(), found.getItem2(), priced));
                });
    }

    private Roster roster(
            TenantId tenant,
            Map<ModelRole, ModelChoice> chosen,
            RoutingSettings settings,
            Map<ModelName, Price> priced) {
        var candidates = new EnumMap<ModelRole, Candidate>(ModelRole.class);
        chosen.forEach((role, choice) ->
                candidate(tenant, choice, priced).ifPresent(candidate -> candidates.put(role, candidate)));
        var last = Optional.ofNullable(priced.get(ModelName.LOCAL))
                .map(price -> new Candidate(connections.local(), ModelName.LOCAL, new Prompt.Limits(2048, 0), price));
        return new Roster(candidates, last, settings);
    }

    private Optional<Candidate> candidate(TenantId tenant, ModelChoice choice, Map<ModelName, Price> priced) {
        var price = priced.get(choice.name());
        return price == null
                ? Optional.empty()
                : connections
                        .model(tenant, choice)
                        .map(model -> new Candidate(model, choice.name(), choice.limits(), price));
    }
}

package usher.chat.understanding;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import usher.chat.errand.Errand;
import usher.chat.errand.Errands;
import usher.chat.model.Answering;
import usher.chat.model.Candidate;
import usher.chat.model.ModelName;
import usher.chat.model.Models;
import usher.chat.model.choice.ModelRole;
import usher.chat.model.routing.Decision;
import usher.contracts.id.TenantId;

/** Which classifier understands a tenant's messages: its model in the classify role, or the one in this process. */
@ApplicationScoped
class Classifiers {
    private static final Classifier LOCAL = new LocalClassifier();

    private final Models models;
    private final Errands errands;
    private final UnderstandingConfig config;

    Classifiers(Models models, Errands errands, UnderstandingConfig config) {
        this.models = models;
        this.errands = errands;
        this.config = config;
    }

    Uni<Classifier> of(TenantId tenant, Errand errand) {
        return remote(tenant, errand).map(found -> found.orElse(LOCAL));
    }

    /** Empty where messages are understood locally. */
    Uni<Optional<Classifier>> remote(TenantId tenant, Errand errand) {
        return models.of(tenant, ModelRole.CLASSIFY)
                .map(found -> found.filter(by -> !by.name().equals(ModelName.LOCAL))
                        .map(by -> classifier(tenant, errand, by)));
    }

    private Classifier classifier(TenantId tenant, Errand errand, Candidate by) {
        var asked = new Answering(List.of(by), Decision.CHOSEN);
        return new ModelClassifier(errands.model(tenant, errand, asked), config.patience());
    }
}

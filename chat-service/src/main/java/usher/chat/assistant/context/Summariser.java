package usher.chat.assistant.context;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import usher.chat.errand.Errand;
import usher.chat.errand.Errands;
import usher.chat.model.Answering;
import usher.chat.model.Candidate;
import usher.chat.model.ModelEvent;
import usher.chat.model.ModelName;
import usher.chat.model.Models;
import usher.chat.model.Prompt;
import usher.chat.model.choice.ModelRole;
import usher.chat.model.routing.Decision;
import usher.chat.model.routing.Roster;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;

/** Sums up: by the tenant's cheap model, or the one that answers where there is none, if that is wanted and it is remote; else by extraction. */
@ApplicationScoped
class Summariser {
    private static final Logger LOG = Logger.getLogger(Summariser.class);
    private static final Prompt.Limits LIMITS = new Prompt.Limits(300, 0.1);

    private final Models models;
    private final Errands errands;
    private final ContextConfig config;

    Summariser(Models models, Errands errands, ContextConfig config) {
        this.models = models;
        this.errands = errands;
        this.config = config;
    }

    Uni<String> sumUp(
            TenantId tenant, ConversationId conversation, String earlier, List<Prompt.Line> fallen, String locale) {
        var extracted = Digest.parse(earlier).with(fallen).text();
        if (!config.summaryByModel()) {
            return Uni.createFrom().item(extracted);
        }
        var errand = new Errand("summary", conversation, null);
        return models.roster(tenant)
                .map(Summariser::writers)
                .chain(writers -> writers.isEmpty()
                        ? Uni.createFrom().item(extracted)
                        : ask(tenant, errand, writers, Prompt.summarising(earlier, fallen, locale, LIMITS)))
                .map(notes -> notes.isBlank() ? extracted : notes)
                .onFailure()
                .invoke(failure -> LOG.debugf("A model did not sum up cause=%s", failure))
                .onFailure()
                .recoverWithItem(extracted);
    }

    /** The cheap one first, and the one that answers after it: when the former is down, the latter is still better than no model. */
    private static List<Candidate> writers(Roster roster) {
        return Stream.of(roster.of(ModelRole.CHEAP), roster.of(ModelRole.ANSWER))
                .flatMap(Optional::stream)
                .filter(by -> !by.name().equals(ModelName.LOCAL))
                .toList();
    }

    private Uni<String> ask(TenantId tenant, Errand errand, List<Candidate> writers, Prompt prompt) {
        return errands.model(tenant, errand, new Answering(writers, Decision.CHOSEN))
                .reply(prompt)
                .filter(ModelEvent.Text.class::isInstance)
                .collect()
                .in(StringBuilder::new, (text, said) -> text.append(((ModelEvent.Text) said).delta()))
                .map(text -> text.toString().strip());
    }
}

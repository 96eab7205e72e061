package usher.chat.assistant.context;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import usher.chat.model.Answering;
import usher.chat.model.ModelEvent;
import usher.chat.model.Models;
import usher.chat.model.Prompt;
import usher.chat.model.TokenUse;
import usher.chat.model.cost.UsageLines;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;

/** Sums up: by the tenant's model where that is wanted and remote, else by extraction. */
@ApplicationScoped
class Summariser {
    private static final Logger LOG = Logger.getLogger(Summariser.class);
    private static final String LOCAL = "local";
    private static final Prompt.Limits LIMITS = new Prompt.Limits(300, 0.1);

    private final Models models;
    private final ContextConfig config;

    Summariser(Models models, ContextConfig config) {
        this.models = models;
        this.config = config;
    }

    Uni<Notes> sumUp(
            TenantId tenant, ConversationId conversation, String earlier, List<Prompt.Line> fallen, String locale) {
        var extracted = new Notes(Digest.parse(earlier).with(fallen).text(), null);
        if (!config.summaryByModel()) {
            return Uni.createFrom().item(extracted);
        }
        return models.answeringFor(tenant)
                .chain(by -> by.provider().equals(LOCAL)
                        ? Uni.createFrom().item(extracted)
                        : ask(by, Prompt.summarising(earlier, fallen, locale, LIMITS), conversation))
                .map(notes -> notes.text().isBlank() ? new Notes(extracted.text(), notes.used()) : notes)
                .onFailure()
                .invoke(failure -> LOG.debugf("A model did not sum up cause=%s", failure))
                .onFailure()
                .recoverWithItem(extracted);
    }

    private static Uni<Notes> ask(Answering by, Prompt prompt, ConversationId conversation) {
        return by.first()
                .model()
                .reply(prompt)
                .collect()
                .in(Gathering::new, Gathering::hear)
                .map(said -> new Notes(said.text.toString().strip(), used(by, said.tokens, conversation)));
    }

    private static final class Gathering {
        private final StringBuilder text = new StringBuilder();
        private TokenUse tokens = TokenUse.NONE;

        void hear(ModelEvent event) {
            switch (event) {
                case ModelEvent.Text said -> text.append(said.delta());
                case ModelEvent.Usage used -> tokens = tokens.plus(used.tokens());
                default -> {}
            }
        }
    }

    private static UsageRecorded used(Answering by, TokenUse tokens, ConversationId conversation) {
        return new UsageRecorded(
                UsageLines.of(tokens, by.first().price().of(tokens)),
                Map.of(
                        "provider", by.provider(),
                        "model", by.name(),
                        "conversation", conversation.toString(),
                        "purpose", "summary"));
    }
}

package usher.chat.understanding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import usher.chat.errand.Errand;
import usher.contracts.id.ConversationId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;

/** Tells what messages seem to be, by the classifier of their tenant. */
@ApplicationScoped
public class Understanding {
    private static final Logger LOG = Logger.getLogger(Understanding.class);
    private static final String PURPOSE = "classify";

    private final Classifiers classifiers;
    /** What models said of questions that are being answered. */
    private final Cache<TurnId, Insight> heard = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    Understanding(Classifiers classifiers) {
        this.classifiers = classifiers;
    }

    /** Begins to understand a question while it is answered, where the tenant has a model for that; returns at once. */
    public void begin(TenantId tenant, ConversationId conversation, TurnId turn, String text, String locale) {
        classifiers
                .remote(tenant, new Errand(PURPOSE, conversation, turn))
                .chain(found -> found.map(classifier -> classifier.classify(text, locale))
                        .orElseGet(() -> Uni.createFrom().nullItem()))
                .subscribe()
                .with(
                        insight -> {
                            if (insight != null) {
                                heard.put(turn, insight);
                            }
                        },
                        failure -> LOG.debugf("A question is understood locally cause=%s", failure));
    }

    /**
     * What a question seemed to be by the time it was answered: what the tenant's model said by then, or else what is found
     * locally and at once, since a turn waits for nothing that it can do without.
     */
    public Insight of(TurnId turn, String text, String locale) {
        return Objects.requireNonNullElseGet(heard.getIfPresent(turn), () -> LocalClassifier.insight(text, locale));
    }

    public Uni<Insight> of(TenantId tenant, String text, String locale) {
        return classifiers.of(tenant, Errand.of(PURPOSE)).chain(classifier -> classifier.classify(text, locale));
    }

    /** In the order of the texts. */
    Uni<List<Insight>> all(TenantId tenant, List<String> texts, String locale) {
        return classifiers.of(tenant, Errand.of(PURPOSE)).chain(classifier -> {
            var insights = texts.stream()
                    .map(text -> classifier.classify(text, locale))
                    .toList();
            return Uni.join().all(insights).usingConcurrencyOf(4).andFailFast();
        });
    }
}

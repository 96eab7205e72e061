package usher.chat.understanding;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import usher.contracts.id.TenantId;

/** Tells what messages seem to be, by the classifier of their tenant. */
@ApplicationScoped
public class Understanding {
    private final Classifiers classifiers;

    Understanding(Classifiers classifiers) {
        this.classifiers = classifiers;
    }

    /** Locally and at once: for the path of a turn, which waits for nothing that it can do without. */
    public Insight of(String text, String locale) {
        return LocalClassifier.insight(text, locale);
    }

    public Uni<Insight> of(TenantId tenant, String text, String locale) {
        return classifiers.of(tenant).chain(classifier -> classifier.classify(text, locale));
    }

    /** In the order of the texts. */
    Uni<List<Insight>> all(TenantId tenant, List<String> texts, String locale) {
        return classifiers.of(tenant).chain(classifier -> {
            var insights = texts.stream()
                    .map(text -> classifier.classify(text, locale))
                    .toList();
            return Uni.join().all(insights).usingConcurrencyOf(4).andFailFast();
        });
    }
}

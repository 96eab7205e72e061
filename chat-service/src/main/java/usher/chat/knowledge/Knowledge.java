package usher.chat.knowledge;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import usher.chat.errand.Embedding;
import usher.chat.errand.Embeddings;
import usher.chat.errand.Errand;
import usher.chat.knowledge.retrieval.FollowUp;
import usher.chat.knowledge.retrieval.Hit;
import usher.chat.knowledge.retrieval.KnowledgeIndex;
import usher.chat.knowledge.retrieval.Question;
import usher.chat.model.Prompt;
import usher.chat.model.embedding.Embedder;
import usher.contracts.id.TenantId;
import usher.kit.tenant.TenantCache;

/** What a tenant knows about a question. A tenant that knows nothing costs one small query a second, and no embedding. */
@ApplicationScoped
public class Knowledge {
    private static final Logger LOG = Logger.getLogger(Knowledge.class);
    private static final Errand ASK = Errand.of("embed");
    private static final float[] NOTHING = {};

    private final Indexes indexes;
    private final Embeddings embeddings;
    private final Embedder embedder;
    private final KnowledgeConfig config;
    private final TenantCache<TenantId, Long> versions;

    Knowledge(
            Indexes indexes, PassageStore passages, Embeddings embeddings, Embedder embedder, KnowledgeConfig config) {
        this.indexes = indexes;
        this.embeddings = embeddings;
        this.embedder = embedder;
        this.config = config;
        this.versions = new TenantCache<>(passages::version);
    }

    /**
     * The passages that answer best, surest first, counted from 1. {@code history} is the conversation so far: <i>and to
     * Canada?</i> means nothing without it.
     */
    public Uni<List<Prompt.Passage>> search(TenantId tenant, String question, List<Prompt.Line> history) {
        return versions.get(tenant)
                .chain(version -> version == 0
                        ? Uni.createFrom().item(List.of())
                        : embeddings
                                .of(tenant)
                                .chain(by -> indexes.of(tenant, version, by)
                                        .chain(index -> index.isEmpty()
                                                ? Uni.createFrom().item(List.<Prompt.Passage>of())
                                                : search(index, by, FollowUp.readings(question, history)))));
    }

    /** Grows with every change; 0 for a tenant that never knew anything. */
    public Uni<Long> version(TenantId tenant) {
        return versions.get(tenant);
    }

    /** To be called after a change on this replica; the others see it within a second. */
    void changed(TenantId tenant) {
        versions.forget(tenant);
    }

    private Uni<List<Prompt.Passage>> search(KnowledgeIndex index, Embedding by, List<FollowUp.Reading> readings) {
        var texts = readings.stream().map(FollowUp.Reading::text).toList();
        return vectors(by, texts)
                .chain(vectors -> embedder.work(() -> {
                    var hits = IntStream.range(0, readings.size())
                            .mapToObj(i ->
                                    index.search(new Question(texts.get(i), vectors.get(i)), config.passages()).stream()
                                            .map(readings.get(i)::discount))
                            .flatMap(found -> found)
                            .toList();
                    return passages(FollowUp.best(hits, config.passages()));
                }));
    }

    /** A question that cannot be embedded in time is looked for by its words. */
    private Uni<List<float[]>> vectors(Embedding by, List<String> texts) {
        return by.embed(ASK, texts)
                .ifNoItem()
                .after(config.embeddingPatience())
                .fail()
                .onFailure(failure -> by.knowsEveryLanguage())
                .invoke(failure -> LOG.warnf("A question is looked for by its words cause=%s", failure))
                .onFailure(failure -> by.knowsEveryLanguage())
                .recoverWithItem(() -> Collections.nCopies(texts.size(), NOTHING));
    }

    private static List<Prompt.Passage> passages(List<Hit> hits) {
        return IntStream.range(0, hits.size())
                .mapToObj(i -> passage(i + 1, hits.get(i)))
                .toList();
    }

    private static Prompt.Passage passage(int index, Hit hit) {
        var source = hit.source();
        return new Prompt.Passage(
                index,
                source.id(),
                hit.chunk(),
                source.title(),
                source.url(),
                hit.text(),
                hit.score(),
                source.answer());
    }
}

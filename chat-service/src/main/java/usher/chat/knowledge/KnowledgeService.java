package usher.chat.knowledge;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import usher.chat.errand.Embeddings;
import usher.chat.errand.Errand;
import usher.chat.model.ModelFailure;
import usher.contracts.id.KnowledgeId;
import usher.contracts.id.TenantId;
import usher.kit.problem.Refusal;
import usher.kit.time.Ids;

/** Teaches and forgets. Vectors are computed before the transaction begins; nothing is held open meanwhile. */
@ApplicationScoped
class KnowledgeService {
    private static final Errand TEACH = Errand.of("embed");

    private final Entries entries;
    private final Embeddings embeddings;
    private final Knowledge knowledge;
    private final Ids ids;

    KnowledgeService(Entries entries, Embeddings embeddings, Knowledge knowledge, Ids ids) {
        this.entries = entries;
        this.embeddings = embeddings;
        this.knowledge = knowledge;
        this.ids = ids;
    }

    /** What was taught, in the order given; {@code fresh} tells whether any of it was new. */
    record Taught(List<KnowledgeView> entries, boolean fresh) {}

    /** All or none. What is known already stays as it is, and its entry is returned. */
    Uni<Taught> teach(TenantId tenant, List<CreateKnowledge> wanted) {
        var lessons = wanted.stream()
                .map(item -> Lesson.of(new KnowledgeId(ids.next()), item))
                .toList();
        Map<String, Lesson> byHash = new LinkedHashMap<>();
        lessons.forEach(lesson -> byHash.putIfAbsent(lesson.hash(), lesson));
        return entries.known(tenant, byHash.keySet())
                .chain(known -> store(tenant, byHash.values(), known))
                .chain(stored -> entries.withHashes(tenant, byHash.keySet())
                        .map(views -> new Taught(
                                lessons.stream()
                                        .map(lesson -> views.get(lesson.hash()))
                                        .toList(),
                                stored)));
    }

    Uni<Void> forget(TenantId tenant, KnowledgeId id) {
        return entries.delete(tenant, id).invoke(() -> knowledge.changed(tenant));
    }

    private Uni<Boolean> store(TenantId tenant, Collection<Lesson> lessons, Set<String> known) {
        var fresh = lessons.stream()
                .filter(lesson -> !known.contains(lesson.hash()))
                .toList();
        if (fresh.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        var texts = fresh.stream()
                .flatMap(lesson -> lesson.pieces().stream())
                .map(Lesson.Piece::text)
                .collect(Collectors.toList());
        return embeddings
                .of(tenant)
                .chain(embedding -> embedding
                        .embedAll(TEACH, texts)
                        .map(vectors -> new EntryRows.Embedded(embedding.name(), vectors)))
                .onFailure(ModelFailure.class)
                .transform(failure -> new Refusal(
                        ((ModelFailure) failure).code(),
                        502,
                        "The model that makes embeddings did not. Try again, or test its connection."))
                .chain(embedded -> entries.insert(tenant, fresh, embedded))
                .invoke(() -> knowledge.changed(tenant))
                .replaceWith(true);
    }
}

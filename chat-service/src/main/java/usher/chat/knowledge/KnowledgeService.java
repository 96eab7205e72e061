package usher.chat.knowledge;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import usher.chat.model.embedding.Embedder;
import usher.contracts.id.KnowledgeId;
import usher.contracts.id.TenantId;
import usher.kit.time.Ids;

/** Teaches and forgets. Vectors are computed before the transaction begins; nothing is held open meanwhile. */
@ApplicationScoped
class KnowledgeService {
    private final Entries entries;
    private final Embedder embedder;
    private final Knowledge knowledge;
    private final Ids ids;

    KnowledgeService(Entries entries, Embedder embedder, Knowledge knowledge, Ids ids) {
        this.entries = entries;
        this.embedder = embedder;
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
        return embedder.embedAll(texts)
                .chain(vectors -> entries.insert(tenant, fresh, vectors))
                .invoke(() -> knowledge.changed(tenant))
                .replaceWith(true);
    }
}

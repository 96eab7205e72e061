package usher.chat.knowledge;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import usher.chat.errand.Embedding;
import usher.chat.knowledge.retrieval.KnowledgeIndex;
import usher.chat.model.ModelName;
import usher.chat.model.embedding.Embedder;
import usher.contracts.id.TenantId;

/**
 * The indexes in memory, each built when its tenant first asks and again when the tenant's knowledge has a new version. Whoever
 * asks while one is built waits for it, so an answer never misses what was taught before the question. An index that holds
 * vectors of another model than the tenant's has them made anew.
 */
@ApplicationScoped
class Indexes {
    private final PassageStore passages;
    private final Embedder embedder;
    private final Reembedding reembedding;
    private final long mostBytes;
    private final Map<TenantId, Built> built = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<TenantId, CompletableFuture<Built>> building = new HashMap<>();
    private long bytes;

    Indexes(PassageStore passages, Embedder embedder, Reembedding reembedding, KnowledgeConfig config) {
        this.passages = passages;
        this.embedder = embedder;
        this.reembedding = reembedding;
        this.mostBytes = config.memoryMib() * 1024L * 1024;
    }

    private record Built(long version, ModelName model, int strange, KnowledgeIndex index) {
        boolean serves(long wanted, Embedding by) {
            return version >= wanted && model.equals(by.name());
        }
    }

    /** The tenant's index, of this version or a later one, with vectors by this model. */
    Uni<KnowledgeIndex> of(TenantId tenant, long version, Embedding by) {
        if (version == 0) {
            return Uni.createFrom().item(KnowledgeIndex.EMPTY);
        }
        return onCallersContext(Uni.createFrom().completionStage(built(tenant, version, by)))
                .chain(now -> now.serves(version, by)
                        ? Uni.createFrom()
                                .item(now)
                                .invoke(() -> renew(tenant, now, by))
                                .map(Built::index)
                        : of(tenant, version, by));
    }

    private void renew(TenantId tenant, Built now, Embedding by) {
        if (now.strange() > 0) {
            reembedding.begin(tenant, by);
        }
    }

    private synchronized CompletableFuture<Built> built(TenantId tenant, long version, Embedding by) {
        var known = built.get(tenant);
        if (known != null && known.serves(version, by)) {
            return CompletableFuture.completedFuture(known);
        }
        var running = building.get(tenant);
        if (running != null) {
            return running;
        }
        var future = build(tenant, by);
        if (!future.isDone()) {
            building.put(tenant, future);
        }
        return future;
    }

    private CompletableFuture<Built> build(TenantId tenant, Embedding by) {
        var future = new CompletableFuture<Built>();
        future.whenComplete((index, failure) -> keep(tenant, index));
        passages.load(tenant, by.name())
                .chain(contents -> embedder.work(() -> new Built(
                        contents.version(),
                        by.name(),
                        contents.strange(),
                        KnowledgeIndex.of(contents.rows(), by.knowsEveryLanguage()))))
                .subscribeAsCompletionStage()
                .whenComplete((index, failure) -> settle(future, index, failure));
        return future;
    }

    private static void settle(CompletableFuture<Built> future, @Nullable Built index, @Nullable Throwable failure) {
        if (index != null) {
            future.complete(index);
        } else {
            future.completeExceptionally(failure == null ? new IllegalStateException("Nothing was built") : failure);
        }
    }

    private synchronized void keep(TenantId tenant, @Nullable Built index) {
        building.remove(tenant);
        if (index == null) {
            return;
        }
        var before = built.put(tenant, index);
        bytes += index.index().bytes() - (before == null ? 0 : before.index().bytes());
        var eldest = built.entrySet().iterator();
        while (bytes > mostBytes && built.size() > 1) {
            bytes -= eldest.next().getValue().index().bytes();
            eldest.remove();
        }
    }

    private static <T> Uni<T> onCallersContext(Uni<T> uni) {
        var context = Vertx.currentContext();
        return context == null ? uni : uni.emitOn(MutinyHelper.executor(context));
    }
}

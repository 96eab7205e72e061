package usher.chat.model.embedding;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import usher.chat.model.ModelFailure;

/**
 * Turns text into unit vectors on its own threads and answers on the caller's. The model is loaded once, in the background at
 * start; who comes earlier waits for it.
 */
@ApplicationScoped
public class Embedder {
    private static final int PIECE = 16;
    private static final int WARM_UP_ROWS = 2_000;

    private final ThreadPoolExecutor workers;
    private final Remembered remembered;
    private @Nullable MiniLm model;

    public Embedder(EmbeddingConfig config) {
        int threads =
                config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
        var queue = new ArrayBlockingQueue<Runnable>(config.queue());
        workers = new ThreadPoolExecutor(threads, threads, 1, TimeUnit.MINUTES, queue, Embedder::thread);
        workers.allowCoreThreadTimeOut(true);
        remembered = new Remembered(config.remembered());
    }

    /** Loads the model and lets the compiler see the arithmetic, so that the first visitor does not wait for either. */
    @Startup
    void warmUp() {
        workers.execute(() -> {
            var vector = compute("Where is my order?");
            var rows = new float[WARM_UP_ROWS * Vectors.DIMENSIONS];
            for (int i = 0; i < 10; i++) {
                Vectors.dots(rows, vector);
            }
        });
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }

    public Uni<float[]> embed(String text) {
        return embed(List.of(text)).map(List::getFirst);
    }

    /** The vectors of a few texts, which may come again soon. */
    public Uni<List<float[]>> embed(List<String> texts) {
        return work(() -> texts.stream().map(this::recall).toList());
    }

    /** The vectors of many texts; in small pieces, so that visitors' questions are served in between. */
    public Uni<List<float[]>> embedAll(List<String> texts) {
        var vectors = new float[texts.size()][];
        return Multi.createFrom()
                .range(0, Math.ceilDiv(texts.size(), PIECE))
                .onItem()
                .transformToUni(piece -> work(() -> computePiece(texts, piece * PIECE, vectors)))
                .merge(workers.getMaximumPoolSize())
                .collect()
                .last()
                .replaceWith(() -> List.of(vectors));
    }

    /** Runs heavy arithmetic on the same threads. */
    public <T> Uni<T> work(Supplier<T> task) {
        return Uni.createFrom()
                .item(task)
                .runSubscriptionOn(workers)
                .emitOn(backTo())
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new ModelFailure("model-overloaded", "The queue of the embedder is full", full));
    }

    private int computePiece(List<String> texts, int from, float[][] vectors) {
        int to = Math.min(texts.size(), from + PIECE);
        for (int i = from; i < to; i++) {
            vectors[i] = compute(texts.get(i));
        }
        return to;
    }

    private float[] recall(String text) {
        var known = remembered.get(text);
        if (known != null) {
            return known;
        }
        var vector = compute(text);
        remembered.put(text, vector);
        return vector;
    }

    /** Text without a letter or digit, invisible signs for example, means nothing: no direction. */
    private float[] compute(String text) {
        return Vectors.unit(
                text.codePoints().noneMatch(Character::isLetterOrDigit)
                        ? new float[Vectors.DIMENSIONS]
                        : model().embed(text).content().vector());
    }

    private synchronized MiniLm model() {
        if (model == null) {
            model = new MiniLm();
        }
        return model;
    }

    /** The Vert.x context of the caller, where database sessions and requests live; elsewhere the worker itself. */
    private static Executor backTo() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(ignored -> task.run());
    }

    private static Thread thread(Runnable task) {
        return Thread.ofPlatform().daemon().name("embedder").unstarted(task);
    }
}

package usher.chat.conversation;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Waits until what was committed without waiting for the disk is on it. A commit that waits brings all earlier ones to the
 * disk, so one empty transaction does for everybody who asks while the one before is under way.
 */
@ApplicationScoped
public class Durability {
    private static final String FLUSH = "select pg_logical_emit_message(true, 'usher', '')";

    private final Pool pool;
    private @Nullable CompletableFuture<Void> next;
    private boolean running;

    Durability(Pool pool) {
        this.pool = pool;
    }

    /** Ends when everything is on the disk whose commit was heard of before this call; on the caller's context. */
    public Uni<Void> reached() {
        var context = Vertx.currentContext();
        var reached = Uni.createFrom().completionStage(join());
        return context == null ? reached : reached.emitOn(MutinyHelper.executor(context));
    }

    /** Never the flush that is under way: it may have begun before the caller's commit. */
    private synchronized CompletableFuture<Void> join() {
        var joined = next == null ? new CompletableFuture<Void>() : next;
        next = joined;
        if (!running) {
            flush(joined);
        }
        return joined;
    }

    private void flush(CompletableFuture<Void> waiting) {
        running = true;
        next = null;
        pool.preparedQuery(FLUSH)
                .execute()
                .subscribe()
                .with(rows -> ended(waiting, null), lost -> ended(waiting, lost));
    }

    private void ended(CompletableFuture<Void> waiting, @Nullable Throwable lost) {
        synchronized (this) {
            running = false;
            if (next != null) {
                flush(next);
            }
        }
        if (lost == null) {
            waiting.complete(null);
        } else {
            waiting.completeExceptionally(lost);
        }
    }
}

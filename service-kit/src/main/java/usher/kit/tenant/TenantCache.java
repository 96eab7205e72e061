package usher.kit.tenant;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Function;

/**
 * Remembers what was read of a tenant for a second: a change takes effect on every replica within that time, while a busy
 * tenant costs one small query a second. Requests that ask at once share one load. Absence is remembered as well, so
 * values are {@link java.util.Optional}s where a thing may be missing.
 */
public final class TenantCache<K, V> {
    private static final int LARGEST = 20_000;

    private final Function<K, Uni<V>> load;
    private final AsyncCache<K, V> cache;

    public TenantCache(Function<K, Uni<V>> load) {
        this(load, Duration.ofSeconds(1));
    }

    /** For what must be seen sooner than within a second. */
    public TenantCache(Function<K, Uni<V>> load, Duration kept) {
        this.load = load;
        this.cache = Caffeine.newBuilder()
                .maximumSize(LARGEST)
                .expireAfterWrite(kept)
                .buildAsync();
    }

    public Uni<V> get(K key) {
        var known = cache.getIfPresent(key);
        if (known != null && known.isDone() && !known.isCompletedExceptionally()) {
            return Uni.createFrom().item(known.join());
        }
        var loading = cache.get(key, (k, executor) -> load.apply(k).subscribeAsCompletionStage());
        return onCallersContext(Uni.createFrom().completionStage(loading));
    }

    public void forget(K key) {
        cache.synchronous().invalidate(key);
    }

    public void forgetAll() {
        cache.synchronous().invalidateAll();
    }

    /** Two requests may wait for one load; each goes on where it came from. */
    private static <T> Uni<T> onCallersContext(Uni<T> loading) {
        var context = Vertx.currentContext();
        return context == null ? loading : loading.emitOn(MutinyHelper.executor(context));
    }
}

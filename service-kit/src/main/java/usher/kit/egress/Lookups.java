package usher.kit.egress;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import usher.contracts.id.TenantId;

/**
 * Looks names up beside the event loop, on threads of its own: resolvers block, some for many seconds. A tenant's share is
 * given back when the resolver returns and not when the caller has lost patience, because the thread is busy until then.
 */
@ApplicationScoped
class Lookups {
    private static final int THREADS = 64;
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_KEPT = 10_000;

    private final Resolver resolver;
    private final EgressConfig config;
    private final Vertx vertx;
    private final TenantShares shares;
    private final ThreadPoolExecutor threads;
    private final AsyncCache<String, List<InetAddress>> known;

    Lookups(Resolver resolver, EgressConfig config, Vertx vertx) {
        this.resolver = resolver;
        this.config = config;
        this.vertx = vertx;
        this.shares = new TenantShares(config.lookupsAtOnce());
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().daemon().name("lookup-", 0).factory());
        this.threads.allowCoreThreadTimeOut(true);
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterWrite(config.lookupKept())
                .buildAsync();
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    /** All addresses of a name; none when it has none or they cannot be found in time. Comes back on the caller's context. */
    Uni<List<InetAddress>> find(TenantId tenant, String host) {
        var asked = known.get(host, (name, executor) -> ask(tenant, name));
        if (asked.isDone() && !asked.isCompletedExceptionally() && asked.join() != null) {
            return Uni.createFrom().item(asked.join());
        }
        return UniHelper.toUni(Future.fromCompletionStage(asked, vertx.getOrCreateContext()))
                .map(found -> found == null ? List.<InetAddress>of() : found)
                .onFailure()
                .recoverWithItem(List.of());
    }

    /** Null and failures are not kept by the cache, so only what was found is remembered. */
    private CompletableFuture<@Nullable List<InetAddress>> ask(TenantId tenant, String host) {
        if (!shares.take(tenant)) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return CompletableFuture.supplyAsync(() -> resolve(tenant, host), threads)
                    .orTimeout(config.lookupTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException full) {
            shares.give(tenant);
            return CompletableFuture.completedFuture(null);
        }
    }

    private @Nullable List<InetAddress> resolve(TenantId tenant, String host) {
        try {
            var found = resolver.resolve(host);
            return found.isEmpty() ? null : List.copyOf(found);
        } catch (UnknownHostException unknown) {
            return null;
        } finally {
            shares.give(tenant);
        }
    }
}

package usher.admin.notice.delivery;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Works side by side, in so many lanes at most: each takes the next thing when it is done with one, so that one that takes long
 * holds up its own lane alone. Sweeps may overlap; they share the lanes.
 */
final class Lanes<T> {
    private final AtomicInteger free;
    private final Source<T> source;
    private final Function<T, Uni<Void>> work;

    Lanes(int most, Source<T> source, Function<T, Uni<Void>> work) {
        this.free = new AtomicInteger(most);
        this.source = source;
        this.work = work;
    }

    /** Where work comes from: up to so much of what was due at that moment. */
    @FunctionalInterface
    interface Source<T> {
        Uni<List<T>> take(Instant moment, int most);
    }

    /** Does all that was due at that moment, as far as lanes are free; answers how much it was. */
    Uni<Integer> sweep(Instant moment) {
        int wanted = free.getAndSet(0);
        if (wanted == 0) {
            return Uni.createFrom().item(0);
        }
        var left = new AtomicInteger(wanted);
        return source.take(moment, wanted)
                .invoke(due -> left.set(due.size()))
                .onFailure()
                .invoke(() -> left.set(0))
                .eventually(() -> {
                    free.addAndGet(wanted - left.get());
                })
                .chain(due -> due.isEmpty() ? Uni.createFrom().item(0) : run(due, moment));
    }

    private Uni<Integer> run(List<T> due, Instant moment) {
        var lanes = due.stream().map(first -> lane(first, moment)).toList();
        return Uni.join()
                .all(lanes)
                .andCollectFailures()
                .map(counts -> counts.stream().mapToInt(Integer::intValue).sum());
    }

    private Uni<Integer> lane(T first, Instant moment) {
        var next = new AtomicReference<@Nullable T>(first);
        var done = new AtomicInteger();
        return Multi.createBy()
                .repeating()
                .uni(() -> step(next, moment).invoke(done::incrementAndGet))
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni()
                .map(ended -> done.get())
                .eventually(() -> {
                    free.incrementAndGet();
                });
    }

    /** Whether there is more. */
    private Uni<Boolean> step(AtomicReference<@Nullable T> next, Instant moment) {
        var at = next.getAndSet(null);
        return at == null
                ? Uni.createFrom().item(false)
                : work.apply(at).chain(() -> source.take(moment, 1)).map(found -> {
                    found.stream().findFirst().ifPresent(next::set);
                    return !found.isEmpty();
                });
    }
}

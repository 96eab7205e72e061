package usher.billing.remote;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The calls to one remote API. Only what may be asked again is asked again: callers send a key of their own where it matters. */
public final class Remote {
    /** Of one call; set it on the request. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int TRIES_AGAIN = 2;
    private static final int FAILURES_TO_REST = 5;
    private static final Duration REST = Duration.ofSeconds(15);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    /** Of calls whose refusals are items. */
    private static final class NoRefusal extends RuntimeException {}

    private final String name;
    private final Fuse fuse;

    public Remote(String name, InstantSource clock) {
        this.name = name;
        this.fuse = new Fuse(FAILURES_TO_REST, REST, clock);
    }

    /** An answer below 500, whatever it says; otherwise {@link Away}. */
    public Uni<HttpResponse<Buffer>> ask(Supplier<Uni<HttpResponse<Buffer>>> call) {
        return call(() -> call.get().invoke(this::requireAnswer), NoRefusal.class);
    }

    /** What a call answers that fails with {@code refusal} where the other side said no, which is an answer; otherwise {@link Away}. */
    public <T> Uni<T> call(Supplier<Uni<T>> call, Class<? extends Throwable> refusal) {
        return Uni.createFrom().deferred(() -> fuse.admits() ? tried(call, refusal) : rests());
    }

    private <T> Uni<T> tried(Supplier<Uni<T>> call, Class<? extends Throwable> refusal) {
        return Uni.createFrom()
                .deferred(() -> call.get())
                .onFailure(failure -> !(failure instanceof Away) && !refusal.isInstance(failure))
                .transform(failure -> new Away(name + " did not answer", failure))
                .onFailure(Away.class)
                .retry()
                .withBackOff(Duration.ofMillis(150), Duration.ofSeconds(1))
                .atMost(TRIES_AGAIN)
                .onFailure(failure -> !(failure instanceof Away) && !refusal.isInstance(failure))
                .transform(failure -> new Away(name + " failed", failure))
                .onItemOrFailure()
                .invoke((answer, failure) -> note(failure == null || refusal.isInstance(failure)));
    }

    private void note(boolean worked) {
        if (worked) {
            fuse.worked();
        } else {
            fuse.failed();
        }
    }

    private void requireAnswer(HttpResponse<Buffer> answer) {
        if (answer.statusCode() >= SERVER_ERRORS || answer.statusCode() == TOO_MANY_REQUESTS) {
            throw new Away(name + " answered " + answer.statusCode(), null);
        }
    }

    private <T> Uni<T> rests() {
        return Uni.createFrom().failure(new Away(name + " is left alone for a while", null));
    }
}

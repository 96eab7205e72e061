package usher.admin.password;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.HashingFunction;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import usher.kit.problem.Refusal;

/**
 * Hashes and checks passwords on a few threads of their own: a hash takes tens of milliseconds on purpose, and the
 * event loop must not wait for it.
 */
@ApplicationScoped
public class Passwords {
    /** Characters that a password has at least. */
    public static final int SHORTEST = 10;

    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final String ARGON2 = "$argon2";

    private final Argon2Function argon2;
    private final String nobody;
    private final WorkerExecutor threads;
    private final AtomicInteger pending = new AtomicInteger();
    private final int mostPending;

    Passwords(PasswordConfig config, Vertx vertx) {
        this.argon2 = Argon2Function.getInstance(config.memoryKib(), config.iterations(), 1, HASH_BYTES, Argon2.ID);
        this.nobody = hashNow("the password of nobody");
        this.threads = vertx.createSharedWorkerExecutor("passwords", config.threads());
        this.mostPending = config.threads() + config.waiting();
    }

    public Uni<String> hash(String password) {
        return compute(() -> hashNow(password));
    }

    /** Compares with a stored hash; without one it works as long on a hash of nobody's. */
    public Uni<PasswordMatch> check(String password, @Nullable String stored) {
        return compute(() -> checkNow(password, stored));
    }

    /** As {@link #hash}, on the calling thread: for the start of the service. */
    public String hashNow(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(argon2).getResult();
    }

    /** As {@link #check}, on the calling thread: for the start of the service. */
    public PasswordMatch checkNow(String password, @Nullable String stored) {
        var compared = stored == null ? nobody : stored;
        var function = function(compared);
        if (!Password.check(password, compared).with(function) || stored == null) {
            return new PasswordMatch.Wrong();
        }
        return new PasswordMatch.Right(function.equals(argon2) ? null : hashNow(password));
    }

    private static HashingFunction function(String hash) {
        return hash.startsWith(ARGON2)
                ? Argon2Function.getInstanceFromHash(hash)
                : BcryptFunction.getInstanceFromHash(hash);
    }

    private <T> Uni<T> compute(Callable<T> work) {
        return Uni.createFrom().deferred(() -> {
            if (pending.incrementAndGet() > mostPending) {
                pending.decrementAndGet();
                throw new Refusal("busy", 503, "Too many people are signing in. Try again in a moment.")
                        .header("Retry-After", "2");
            }
            return Uni.createFrom()
                    .completionStage(() -> threads.executeBlocking(work, false).toCompletionStage())
                    .onTermination()
                    .invoke(pending::decrementAndGet);
        });
    }

    @PreDestroy
    void close() {
        threads.close();
    }
}

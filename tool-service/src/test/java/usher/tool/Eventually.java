package usher.tool;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import org.opentest4j.AssertionFailedError;

/** Waits until a statement finds something, by running it again and again. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Eventually() {}

    public static void rows(Pool pool, String sql, Tuple values) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (pool.preparedQuery(sql).execute(values).await().indefinitely().rowCount() == 0) {
            if (System.nanoTime() > end) {
                throw new AssertionFailedError("Waited in vain for rows of: " + sql);
            }
        }
    }
}

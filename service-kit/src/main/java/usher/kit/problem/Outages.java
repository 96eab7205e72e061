package usher.kit.problem;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a dependency that is away, which comes back by itself, from a mistake of ours, which does not. */
public final class Outages {
    /** SQLSTATE classes of a server that is going, gone, starting or full (08, 53, 57P), and of lost races (40). */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "40");

    private Outages() {}

    public static boolean isOutage(Throwable failure) {
        for (Throwable at = failure; at != null; at = next(at)) {
            if (at instanceof PgException pg) {
                return pg.getSqlState() != null
                        && PASSING.contains(pg.getSqlState().substring(0, 2));
            }
            if (at instanceof ClosedConnectionException
                    || at instanceof ClosedChannelException
                    || at instanceof IOException
                    || at instanceof TimeoutException
                    || isPoolTrouble(at)) {
                return true;
            }
        }
        return false;
    }

    /** Vert.x has no types of its own for these. */
    private static boolean isPoolTrouble(Throwable failure) {
        var message = String.valueOf(failure.getMessage());
        return message.contains("Connection is closed")
                || message.contains("CONNECTION_CLOSED")
                || message.contains("Connection reset")
                || message.contains("Cannot connect to any of the provided endpoints")
                || message.contains("Failed to read any response")
                || message.contains("Redis waiting queue is full")
                || message.contains("Timeout");
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure.getCause() == failure ? null : failure.getCause();
    }
}

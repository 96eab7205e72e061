package usher.chat.conversation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class DurabilityTest {
    @Inject
    Durability durability;

    @Inject
    Pool pool;

    @Test
    void whatWasCommittedBeforeIsOnTheDiskWhenItIsReached() {
        // Given
        var written = commitWithoutWaiting();

        // When
        durability.reached().await().indefinitely();

        assertTrue(isOnTheDisk(written));
    }

    @Test
    void manyReachItTogether() {
        // Given
        var written =
                IntStream.range(0, 50).mapToObj(at -> commitWithoutWaiting()).toList();

        // When
        var reached = IntStream.range(0, 50)
                .mapToObj(at -> durability.reached())
                .map(Uni::subscribeAsCompletionStage)
                .toList();

        reached.forEach(CompletableFuture::join);
        written.forEach(place -> assertTrue(isOnTheDisk(place)));
    }

    /** Where the log ends after a commit that does not wait. */
    private String commitWithoutWaiting() {
        return pool.withTransaction(connection -> text(
                                connection, "select set_config('synchronous_commit', 'off', true)")
                        .chain(() -> text(connection, "select pg_logical_emit_message(true, 'usher', 'test')::text")))
                .chain(() ->
                        pool.withConnection(connection -> text(connection, "select pg_current_wal_insert_lsn()::text")))
                .await()
                .indefinitely();
    }

    private static Uni<String> text(SqlConnection connection, String sql) {
        return connection
                .query(sql)
                .execute()
                .map(rows -> rows.iterator().next().getString(0));
    }

    private boolean isOnTheDisk(String place) {
        return pool.preparedQuery("select pg_current_wal_flush_lsn() >= $1::text::pg_lsn")
                .execute(Tuple.of(place))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getBoolean(0);
    }
}

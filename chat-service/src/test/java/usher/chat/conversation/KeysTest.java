package usher.chat.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class KeysTest {
    private static final String KEYS_BEHIND_ANOTHER_INDEX = """
            select c.relname from pg_index i join pg_class c on c.oid = i.indrelid
             where c.relnamespace = current_schema()::regnamespace and c.relname in ('conversation', 'message', 'receipt')
             group by c.relname
            having max(i.indexrelid) <> max(i.indexrelid) filter (where i.indisprimary)
            """;

    @Inject
    Pool pool;

    @Test
    void theKeyOfEachTableOfTheTurnIsItsYoungestIndex() {
        var behind = StreamSupport.stream(
                        pool.query(KEYS_BEHIND_ANOTHER_INDEX)
                                .execute()
                                .await()
                                .indefinitely()
                                .spliterator(),
                        false)
                .map(row -> row.getString(0))
                .toList();

        assertEquals(
                List.of(),
                behind,
                "Make these tables' primary keys anew in your migration, as V81 does: plans of empty tables take the youngest index");
    }
}

package usher.billing.outcome.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import usher.kit.test.EmbeddedPlatform;

/** How long it takes to judge what came in of many tenants at once: 200 in each build, 10,000 with {@code -Dusher.soak=true}. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class JudgingSpeedTest {
    private static final int TENANTS = Boolean.getBoolean("usher.soak") ? 10_000 : 200;
    private static final int CONVERSATIONS = 10;
    private static final int TURNS = 10;
    private static final Instant AFTER = Instant.parse("2031-03-20T00:00:00Z");
    /** Questions that were helped with, a minute apart. */
    private static final String TALK = """
            with tenants as (select gen_random_uuid() as tenant_id from generate_series(1, $1)),
            talks as (select tenant_id, gen_random_uuid() as conversation_id from tenants, generate_series(1, $2)),
            told as (select t.*, gen_random_uuid() as event_id, '2031-03-10Z'::timestamptz + make_interval(mins => turn) as at from talks t, generate_series(1, $3) as turn)
            select note_outcome_signals(array_agg(tenant_id), array_agg(conversation_id), array_agg(event_id), array_agg(at), array_agg('TURN'::text),
                array_agg('question'::text), array_agg(true), array_agg(true), array_agg(gen_random_uuid()), array_agg(null::smallint), array_agg(null::smallint))
            from told""";

    @Inject
    DueEpisodes due;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Test
    void judgesAllThatCameInAtOnce() {
        // Given
        long start = System.nanoTime();
        jobs.preparedQuery(TALK)
                .execute(Tuple.of(TENANTS, CONVERSATIONS, TURNS))
                .await()
                .atMost(Duration.ofMinutes(10));
        long noted = System.nanoTime();

        // When
        due.by(AFTER).await().atMost(Duration.ofMinutes(20));

        // Then
        long judged = System.nanoTime();
        System.out.printf(
                "Outcomes of %,d conversations: %,d signals noted in %,d ms, judged and charged in %,d ms%n",
                TENANTS * CONVERSATIONS,
                TENANTS * CONVERSATIONS * TURNS,
                Duration.ofNanos(noted - start).toMillis(),
                Duration.ofNanos(judged - noted).toMillis());
        assertEquals(TENANTS * CONVERSATIONS, count("select count(*) from episode where began_at >= '2031-03-01Z'"));
        assertEquals(
                TENANTS * CONVERSATIONS,
                count("select count(*) from episode_move where occurred_at >= '2031-03-01Z' and quantity = 1"));
    }

    private long count(String sql) {
        return jobs.query(sql)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}

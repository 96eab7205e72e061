package usher.billing.outcome.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.outcome.Visits;
import usher.billing.outcome.signal.Signals;
import usher.contracts.id.EpisodeId;
import usher.kit.test.EmbeddedPlatform;

/** What must not get into the books, and what stays in them. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class OutcomeGuardTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant MIDDLE = Visits.START.plus(Duration.ofDays(10));

    @Inject
    Visits visits;

    @Inject
    DueEpisodes due;

    @Inject
    Signals signals;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Test
    void forgetsSignalsAndKeepsEpisodes() {
        // Given
        var tenant = visits.payer();
        var conversation = visits.conversation();
        var longAgo = MIDDLE.minus(Duration.ofDays(500));
        visits.tell(
                tenant,
                2,
                List.of(
                        visits.helped(tenant, conversation, MIDDLE),
                        visits.helped(tenant, visits.conversation(), longAgo)));
        judge(Instant.now());

        // When
        signals.forget(MIDDLE.plus(Duration.ofDays(401))).await().indefinitely();
        visits.tell(tenant, 1, List.of(visits.helped(tenant, conversation, MIDDLE.plus(DAY.multipliedBy(20)))));
        judge(Instant.now());

        // Then
        assertEquals(1, visits.signals(tenant));
        assertEquals(List.of("verified", "verified"), Visits.episodes(tenant).getList("data.state"));
        assertEquals(List.of(1, 1), Visits.entries(tenant, "resolutions").getList("data.quantity"));
    }

    @Test
    void letsNobodyChargeAnEpisodeTwice() {
        // Given
        var tenant = visits.payer();
        visits.tell(tenant, 1, List.of(visits.helped(tenant, visits.conversation(), MIDDLE)));
        judge(MIDDLE.plus(DAY.multipliedBy(2)));
        var copy = """
                insert into episode_move (tenant_id, episode_id, seq, quantity, metric, occurred_at, decided_at, outcome, reason, evidence, rules_version,
                    ledger_event, recorded_at)
                select tenant_id, episode_id, %s, occurred_at, decided_at, outcome, reason, evidence, rules_version, ledger_event, recorded_at
                from episode_move where tenant_id = $1""";

        // When
        for (var second : List.of("1, 1, metric", "2, 1, metric", "3, 1, metric", "2, -1, 'mails'")) {
            // Then
            assertThrows(
                    PgException.class,
                    () -> jobs.preparedQuery(copy.formatted(second))
                            .execute(Tuple.of(tenant.value()))
                            .await()
                            .indefinitely(),
                    second);
        }
        assertThrows(
                PgException.class,
                () -> jobs.preparedQuery("delete from episode_move where tenant_id = $1")
                        .execute(Tuple.of(tenant.value()))
                        .await()
                        .indefinitely());
    }

    @Test
    void takesNoWordOfATenantForIt() {
        var tenant = visits.payer();

        for (var metric : List.of("resolutions", "assisted_escalations", "outcomes.verified")) {
            var event = "[{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"x\",\"type\":\"" + metric
                    + "\",\"data\":{\"quantity\":-5}}]";
            Calls.own(tenant, "POST", "events", event).statusCode(400);
        }
    }

    @Test
    void keepsOutWhatIsNoSignal() {
        // Given
        var tenant = visits.payer();
        var conversation = visits.conversation();

        // When
        visits.tell(
                tenant,
                2,
                List.of(
                        visits.told(tenant, conversation, MIDDLE, "persona.published", Map.of()),
                        visits.told(
                                tenant,
                                conversation,
                                MIDDLE,
                                "turn.answered",
                                Map.of("intent", "a\0b", "message", "msg_nobody", "citations", "many")),
                        visits.told(
                                tenant, conversation, MIDDLE, "feedback.given", Map.of("csat", "9", "thumb", "?"))));
        judge(MIDDLE.plus(DAY.multipliedBy(2)));

        // Then
        assertEquals(2, visits.signals(tenant));
        assertEquals(List.of("unassisted"), Visits.episodes(tenant).getList("data.state"));
        Calls.get(tenant, "episodes/" + new EpisodeId(new UUID(1, 1))).statusCode(404);
        for (var bad : List.of("state=x", "conversation=x", "from=x", "to=x", "starting_after=x", "limit=0")) {
            Calls.get(tenant, "episodes?" + bad).statusCode(400);
        }
    }

    private void judge(Instant now) {
        due.by(now).await().indefinitely();
    }
}

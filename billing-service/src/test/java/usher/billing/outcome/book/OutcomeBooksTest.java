package usher.billing.outcome.book;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.closing.MonthEnd;
import usher.billing.outcome.Visits;
import usher.contracts.event.ActivityRecorded;
import usher.contracts.event.Event;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class OutcomeBooksTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant MIDDLE = Visits.START.plus(Duration.ofDays(10));

    @Inject
    Visits visits;

    @Inject
    DueEpisodes due;

    @Inject
    MonthEnd monthEnd;

    @Test
    void chargesWhatWasSettledOnceAndGivesBackInTheNextMonthWhatWasNot() {
        // Given
        var tenant = visits.payer();
        var other = visits.payer();
        var comesBack = visits.conversation();
        var thanks = visits.conversation();
        visits.tell(
                tenant,
                5,
                List.of(
                        visits.helped(tenant, comesBack, Visits.END.minus(DAY.multipliedBy(2))),
                        visits.helped(tenant, thanks, MIDDLE),
                        visits.turn(tenant, thanks, MIDDLE.plusSeconds(60), "thanks", "0"),
                        visits.turn(tenant, visits.conversation(), MIDDLE, "greeting", "0"),
                        visits.turn(tenant, visits.conversation(), MIDDLE, "human_handoff", "0")));
        visits.tell(other, 1, List.of(visits.helped(other, visits.conversation(), MIDDLE)));
        judge(Visits.END);
        close(Visits.END);

        // When
        visits.tell(tenant, 6, List.of(visits.helped(tenant, comesBack, Visits.END.plus(DAY))));
        judge(Visits.END.plus(Duration.ofDays(20)));
        close(next());

        // Then
        var first = Visits.invoice(tenant, 1);
        var second = Visits.invoice(tenant, 0);
        assertEquals(2, first.getInt("lines.find { it.metric == 'resolutions' }.quantity"));
        assertEquals(198, first.getInt("lines.find { it.metric == 'resolutions' }.amount_minor"));
        assertEquals(sum(first.getList("lines.amount_minor")), first.getLong("net_minor"));
        assertEquals(-1, second.getInt("lines.find { it.kind == 'late' }.quantity"));
        assertEquals(-99, second.getInt("lines.find { it.kind == 'late' }.amount_minor"));
        assertEquals(
                first.getString("lines.find { it.metric == 'resolutions' }.from"),
                second.getString("lines.find { it.kind == 'late' }.from"));
        assertEquals(1, second.getInt("lines.find { it.kind == 'usage' && it.metric == 'resolutions' }.quantity"));
        assertEquals(1_000, second.getInt("net_minor"));
        assertEquals(
                List.of(1, -1, 1),
                Visits.entries(tenant, "resolutions")
                        .getList("data.findAll { it.dimensions.conversation == '" + comesBack + "' }.quantity"));
        assertEquals(1, Visits.invoice(other, 1).getInt("lines.find { it.metric == 'resolutions' }.quantity"));
        assertEquals(List.of(), Visits.invoice(other, 0).getList("lines.findAll { it.kind == 'late' }"));
    }

    @Test
    void tracesEveryEntryOfALineToItsEpisodeAndToWhatDecided() {
        // Given
        var tenant = visits.payer();
        var other = visits.payer();
        var conversation = visits.conversation();
        var question = visits.helped(tenant, conversation, MIDDLE);
        var thanks = visits.turn(tenant, conversation, MIDDLE.plusSeconds(5), "thanks", "0");
        visits.tell(tenant, 2, List.of(question, thanks));
        judge(MIDDLE.plus(DAY));

        // When
        var entry = Visits.entries(tenant, "resolutions");
        String episode = entry.getString("data[0].dimensions.episode");
        var told = Calls.json(Calls.get(tenant, "episodes/" + episode).statusCode(200));

        // Then
        assertEquals("verified", told.getString("state"));
        assertEquals(entry.getString("data[0].event"), told.getString("moves[0].event"));
        assertEquals(entry.getString("data[0].occurred_at"), told.getString("charged_at"));
        assertEquals(
                List.of(question.id().toString(), thanks.id().toString()), told.getList("moves[0].evidence.event"));
        assertEquals("thanked", told.getString("moves[0].reason"));
        assertEquals(1, told.getInt("rules_version"));
        Calls.get(other, "episodes/" + episode).statusCode(404);
        Calls.get(other, "episodes").body("data", equalTo(List.of()));
        Calls.get(tenant, "episodes?state=verified&conversation=" + conversation)
                .body("data.id", equalTo(List.of(episode)));
        Calls.get(tenant, "episodes?state=open").body("data", equalTo(List.of()));
        Calls.get(tenant, "episodes?from=" + MIDDLE + "&to=" + MIDDLE.plusSeconds(1))
                .body("data.id", equalTo(List.of(episode)));
        Calls.get(tenant, "episodes?to=" + MIDDLE).body("data", equalTo(List.of()));
    }

    @Test
    void correctsWhatLateSignalsShow() {
        // Given
        var tenant = visits.payer();
        var conversation = visits.conversation();
        var late = visits.helped(tenant, conversation, MIDDLE.minus(DAY.dividedBy(2)));
        visits.tell(tenant, 1, List.of(visits.turn(tenant, conversation, MIDDLE.plus(DAY), "thanks", "0")));
        judge(MIDDLE.plus(DAY.multipliedBy(2)));
        var before = Visits.episodes(tenant).getList("data.state");

        // When
        visits.tell(
                tenant,
                3,
                List.of(late, visits.told(tenant, conversation, MIDDLE, "feedback.given", Map.of("csat", "5"))));
        judge(MIDDLE.plus(DAY.multipliedBy(2)));

        // Then
        var after = Visits.episodes(tenant);
        assertEquals(List.of("unassisted"), before);
        assertEquals(List.of("verified"), after.getList("data.state"));
        assertEquals(List.of("good_rating"), after.getList("data.reason"));
        assertEquals(List.of(1), Visits.entries(tenant, "resolutions").getList("data.quantity"));
    }

    @Test
    void judgesAConversationOnceHoweverManyJudgeAtOnce() {
        // Given
        var tenant = visits.payer();
        var all = new ArrayList<Event<ActivityRecorded>>();
        for (int some = 0; some < 30; some++) {
            all.add(visits.helped(tenant, visits.conversation(), MIDDLE));
        }
        visits.tell(tenant, 30, all);
        var later = MIDDLE.plus(DAY.multipliedBy(2));

        // When
        Uni.join()
                .all(due.by(later), due.by(later), due.by(later))
                .andFailFast()
                .await()
                .indefinitely();

        // Then
        assertEquals(30, Visits.entries(tenant, "resolutions").getList("data").size());
        assertEquals(Set.of("contained"), Set.copyOf(Visits.episodes(tenant).getList("data.state")));
    }

    @Test
    void takesAChargeBackForGood() {
        // Given
        var tenant = visits.payer();
        var other = visits.payer();
        var conversation = visits.conversation();
        visits.tell(tenant, 1, List.of(visits.helped(tenant, conversation, MIDDLE)));
        judge(MIDDLE.plus(DAY.multipliedBy(2)));
        var episode = Visits.episodes(tenant).getString("data[0].id");
        var path = "episodes/" + episode + "/reversals";
        var body = "{\"reason\":\"The visitor wrote to us as well.\"}";

        // When
        Calls.send(other, "POST", path, body).statusCode(404);
        Calls.own(tenant, "POST", path, body).statusCode(403);
        Calls.send(tenant, "POST", path, "{\"reason\":\" \"}").statusCode(400);
        Calls.send(tenant, "POST", path, body)
                .statusCode(200)
                .body("reversal.reason", equalTo("The visitor wrote to us as well."))
                .body("moves.quantity", equalTo(List.of(-1, 1)))
                .body("moves[0].reason", equalTo("disputed"));
        Calls.send(tenant, "POST", path, body).statusCode(409).body("code", equalTo("episode-not-charged"));
        visits.tell(
                tenant,
                2,
                List.of(visits.told(tenant, conversation, MIDDLE.plus(DAY), "feedback.given", Map.of("csat", "5"))));
        judge(MIDDLE.plus(DAY.multipliedBy(3)));

        // Then
        assertEquals(List.of("verified"), Visits.episodes(tenant).getList("data.state"));
        assertEquals(0, sum(Visits.entries(tenant, "resolutions").getList("data.quantity")));
        assertEquals(2, Visits.entries(tenant, "resolutions").getList("data").size());
    }

    private void judge(Instant now) {
        due.by(now).await().indefinitely();
    }

    /** All periods that had ended by then. */
    private void close(Instant ended) {
        monthEnd.run(ended).await().indefinitely();
    }

    private static Instant next() {
        return Visits.MONTH.plusMonths(2).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static long sum(List<Integer> amounts) {
        return amounts.stream().mapToLong(Integer::longValue).sum();
    }
}

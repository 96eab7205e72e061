package usher.chat.turn;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.chat.turn.Talking.TURNS;
import static usher.chat.turn.Talking.bearer;
import static usher.chat.turn.Talking.server;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.chat.conversation.Answer;
import usher.chat.conversation.Asking.Asked;
import usher.chat.conversation.Conversations;
import usher.chat.conversation.Question;
import usher.chat.receipt.Provenance;
import usher.chat.turn.ReplyEvent.TextDelta;
import usher.chat.turn.ReplyEvent.TurnStarted;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TurnId;
import usher.contracts.id.UuidV7;
import usher.contracts.id.VisitorId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

/** Turns outlive the connection, the visitor's patience and the replica that runs them. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class SurvivalTest {
    @Inject
    Conversations conversations;

    @Inject
    DeadTurns deadTurns;

    @Inject
    FrameLog log;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    private final UuidV7 ids = new UuidV7(InstantSource.system());
    private final ScriptedProvider provider = new ScriptedProvider();
    private final VisitorId visitor = new VisitorId(UUID.randomUUID());
    private TestTenant tenant = new TestTenant(new usher.contracts.id.TenantId(UUID.randomUUID()), "", "");

    @BeforeEach
    void aTenantWithAModel() {
        tenant = Talking.tenantWithModel(provider);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void continuesAfterTheLastEventThatWasSeen() {
        provider.says("One ", "two ", "three.");
        var whole = stream(Map.of("text", "Count"));
        var turn = turnOf(whole);

        var rest = events(turn, 2).statusCode(200).extract().asString();

        assertEquals(frames(whole).subList(2, frames(whole).size()), frames(rest));
        assertEquals(frames(whole), frames(events(turn, 0).extract().asString()));
    }

    @Test
    void tellsATurnFromTheStoreThatNobodyStreamed() {
        provider.says("Hello.");
        var turn = Talking.ask(tenant, Map.of("text", "Hi")).extract().<String>path("turn");

        var told = server(tenant)
                .get(TURNS + "/{id}/events", turn)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertTrue(told.contains("\"delta\":\"Hello.\""), told);
        server(tenant)
                .header("Last-Event-ID", 3)
                .get(TURNS + "/{id}/events", turn)
                .then()
                .statusCode(410)
                .body("code", equalTo("turn-events-gone"));
    }

    @Test
    void showsATurnToItsVisitorAlone() {
        provider.says("Mine.");
        var turn = turnOf(stream(Map.of("text", "Hi")));
        var stranger = TestTokens.visitor(tenant.id(), new VisitorId(UUID.randomUUID()), Map.of());

        bearer(stranger).get(TURNS + "/{id}/events", turn).then().statusCode(404);
        bearer(stranger).post(TURNS + "/{id}/stop", turn).then().statusCode(404);
        server(TestTenants.active()).get(TURNS + "/{id}/events", turn).then().statusCode(404);
        server(tenant)
                .get(TURNS + "/{id}/events", new TurnId(UUID.randomUUID()).toString())
                .then()
                .statusCode(404);
    }

    @Test
    void storesWhatWasSaidWhenTheVisitorStopsIt() {
        provider.stallsAfter("The beginning").says("Next.");
        var clientId = UUID.randomUUID().toString();
        var listening =
                CompletableFuture.supplyAsync(() -> stream(Map.of("text", "Talk", "clientMessageId", clientId)));
        var conversation = soon(() -> bearer(token())
                .get("/api/v1/chat/conversations")
                .then()
                .extract()
                .<String>path("data[0].id"));
        var turn = soon(() -> runningTurn(conversation));
        soon(() -> log.read(tenant.id(), turn, 1).await().indefinitely().stream()
                .findFirst()
                .orElse(null));

        bearer(token()).post(TURNS + "/{id}/stop", turn.toString()).then().statusCode(204);

        assertTrue(listening.join().contains("\"finish_reason\":\"stopped\""));
        bearer(token())
                .get("/api/v1/chat/conversations/{id}/messages", conversation)
                .then()
                .body("data.text", contains("Talk", "The beginning"))
                .body("data[1].finish_reason", equalTo("stopped"));
        bearer(token()).post(TURNS + "/{id}/stop", turn.toString()).then().statusCode(204);
        bearer(token())
                .body(Map.of("text", "Go on", "conversation", conversation))
                .post(TURNS)
                .then()
                .statusCode(200)
                .body("message.text", equalTo("Next."));
    }

    @Test
    void closesTheTurnOfADeadReplicaWithExactlyWhatWasStreamed() {
        // Given a turn whose replica streamed two frames and was never heard of again
        var question = question();
        var answer = new MessageId(ids.next());
        var asked =
                (Asked) conversations.ask(tenant.id(), question, answer).await().indefinitely();
        log.append(
                        tenant.id(),
                        asked.turn(),
                        List.of(
                                new Frame(1, new TurnStarted(asked.turn(), asked.conversation(), answer)),
                                new Frame(2, new TextDelta(answer, "Your parcel is"))))
                .await()
                .indefinitely();
        silence(asked.turn());

        // When any replica looks
        deadTurns.close().await().indefinitely();

        // Then the text is stored, watchers learn of it, and the dead replica's own answer comes too late
        bearer(token())
                .get(
                        "/api/v1/chat/conversations/{id}/messages",
                        asked.conversation().toString())
                .then()
                .body("data[1].text", equalTo("Your parcel is"))
                .body("data[1].finish_reason", equalTo("interrupted"));
        var seen = events(asked.turn().toString(), 1).extract().asString();
        assertEquals(4, Integer.parseInt(frames(seen).getLast().split("\\|", 2)[0]));
        assertTrue(seen.contains("\"finish_reason\":\"interrupted\""), seen);
        assertFalse(conversations
                .answer(tenant.id(), question, asked, late(answer))
                .await()
                .indefinitely());
        assertEquals(0, deadTurns.close().await().indefinitely());
    }

    private Question question() {
        return new Question(
                visitor,
                Map.of(),
                new ConversationId(UUID.randomUUID()),
                true,
                new TurnId(ids.next()),
                null,
                "Where is it?",
                "en");
    }

    private static Answer late(MessageId answer) {
        return new Answer(
                answer, "Your parcel is on its way.", "stop", List.of(), List.of(), List.of(), 0, Provenance.unknown());
    }

    private void silence(TurnId turn) {
        jobs.preparedQuery("update running_turn set renewed_at = renewed_at - interval '1 minute' where turn_id = $1")
                .execute(Tuple.of(turn.value()))
                .await()
                .indefinitely();
    }

    /** Looks until there is something. */
    private static <T> T soon(Supplier<@Nullable T> look) {
        return Multi.createBy()
                .repeating()
                .supplier(() -> Optional.<T>ofNullable(look.get()))
                .withDelay(Duration.ofMillis(20))
                .atMost(500)
                .filter(Optional::isPresent)
                .map(Optional::get)
                .toUni()
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private @Nullable TurnId runningTurn(String conversation) {
        var rows = jobs.preparedQuery("select turn_id from running_turn where conversation_id = $1")
                .execute(Tuple.of(ConversationId.fromString(conversation).value()))
                .await()
                .indefinitely();
        return rows.size() == 0 ? null : new TurnId(rows.iterator().next().getUUID(0));
    }

    private String token() {
        return TestTokens.visitor(tenant.id(), visitor, Map.of());
    }

    private String stream(Map<String, ?> question) {
        return bearer(token())
                .accept("text/event-stream")
                .body(question)
                .post(TURNS)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private ValidatableResponse events(String turn, long after) {
        return bearer(token())
                .header("Last-Event-ID", after)
                .get(TURNS + "/{id}/events", turn)
                .then();
    }

    private static String turnOf(String stream) {
        int at = stream.indexOf("trn_");
        return stream.substring(at, at + 30);
    }

    /** Each frame as {@code id|data}. */
    private static List<String> frames(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("id:") || line.startsWith("data:"))
                .map(line -> line.startsWith("id:")
                        ? "\n" + line.substring(3).strip() + "|"
                        : line.substring(5).strip())
                .collect(Collectors.joining())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}

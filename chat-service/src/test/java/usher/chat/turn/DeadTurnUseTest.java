package usher.chat.turn;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.chat.conversation.Asking.Asked;
import usher.chat.conversation.Conversations;
import usher.chat.conversation.Question;
import usher.chat.model.UsageTopic;
import usher.chat.turn.ReplyEvent.TextDelta;
import usher.chat.turn.ReplyEvent.ToolProgress;
import usher.chat.turn.ReplyEvent.TurnStarted;
import usher.contracts.event.Metric;
import usher.contracts.id.CallId;
import usher.contracts.id.ConversationId;
import usher.contracts.id.MessageId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TurnId;
import usher.contracts.id.UuidV7;
import usher.contracts.id.VisitorId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;

/** What a turn took whose replica died is metered: as an estimate, and once. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class DeadTurnUseTest {
    private static final String SAID = "Your parcel is on its way to you. ".repeat(20);

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
    private TestTenant tenant = new TestTenant(new TenantId(UUID.randomUUID()), "", "");
    private TestTenant other = tenant;

    @BeforeEach
    void twoTenantsWithAModel() {
        tenant = Talking.tenantWithModel(provider);
        other = TestTenants.active();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private record Use(String purpose, boolean estimated, String model, long input, long output, long cost) {}

    @Test
    void metersWhatWasStreamedOnceAndSaysThatItIsAnEstimate() throws Exception {
        var turn = dies(frames -> frames.add(new TextDelta(frames.answer(), SAID)));

        deadTurns.close().await().indefinitely();
        deadTurns.close().await().indefinitely();

        var uses = uses(tenant);
        assertEquals(1, uses.size());
        var use = uses.getFirst();
        assertEquals("interrupted", use.purpose());
        assertTrue(use.estimated());
        assertEquals("gpt-4o-mini", use.model());
        assertEquals(1 + SAID.length() / 4, use.output());
        assertTrue(use.input() > 1 && use.cost() > 0, use.toString());
        assertEquals(0, uses(other).size());
        var event = UsageTopic.until(
                        tenant.id(),
                        metered -> turn.toString().equals(metered.dimensions().get("turn")))
                .getLast();
        assertEquals("true", event.dimensions().get("estimated"));
        assertEquals("0", event.dimensions().get("persona"));
        assertEquals(use.cost(), UsageTopic.cost(List.of(event)));
        assertTrue(event.lines().stream().noneMatch(line -> line.metric().equals(Metric.MESSAGES)));
        Talking.member(tenant).get("/api/v1/chat/admin/models/costs").then().body("cost_micros", equalTo((int)
                use.cost()));
    }

    @Test
    void countsEachCallOfTheModelThatToolsShow() {
        dies(frames -> frames.add(new TextDelta(frames.answer(), SAID)));
        deadTurns.close().await().indefinitely();
        long once = uses(tenant).getFirst().input();

        dies(frames -> {
            var call = new CallId(ids.next());
            frames.add(new ToolProgress(call, "Checking", "running"));
            frames.add(new ToolProgress(call, "Checked", "succeeded"));
            frames.add(new TextDelta(frames.answer(), SAID));
        });
        deadTurns.close().await().indefinitely();

        assertEquals(2 * once, uses(tenant).getLast().input());
    }

    @Test
    void countsTheQuestionWhenNothingWasStreamedYet() {
        dies(frames -> {});

        deadTurns.close().await().indefinitely();

        assertTrue(uses(tenant).getFirst().input() > 1);
        assertEquals(0, uses(tenant).getFirst().output());
    }

    /** What a replica streamed before it was never heard of again. */
    private static final class Streamed {
        private final MessageId answer;
        private final List<Frame> frames = new ArrayList<>();

        Streamed(MessageId answer) {
            this.answer = answer;
        }

        MessageId answer() {
            return answer;
        }

        void add(ReplyEvent event) {
            frames.add(new Frame(frames.size() + 1, event));
        }
    }

    private TurnId dies(java.util.function.Consumer<Streamed> streams) {
        var answer = new MessageId(ids.next());
        var question = new Question(
                new VisitorId(UUID.randomUUID()),
                Map.of(),
                new ConversationId(UUID.randomUUID()),
                true,
                new TurnId(ids.next()),
                null,
                "Where is it?",
                "en");
        var asked =
                (Asked) conversations.ask(tenant.id(), question, answer).await().indefinitely();
        var streamed = new Streamed(answer);
        streamed.add(new TurnStarted(asked.turn(), asked.conversation(), answer));
        streams.accept(streamed);
        log.append(tenant.id(), asked.turn(), streamed.frames).await().indefinitely();
        jobs.preparedQuery("update running_turn set renewed_at = renewed_at - interval '1 minute' where turn_id = $1")
                .execute(Tuple.of(asked.turn().value()))
                .await()
                .indefinitely();
        return asked.turn();
    }

    private List<Use> uses(TestTenant of) {
        var rows = jobs.preparedQuery("select * from model_use where tenant_id = $1 order by message_id")
                .execute(Tuple.of(of.id().value()))
                .await()
                .indefinitely();
        var uses = new ArrayList<Use>();
        rows.forEach(row -> uses.add(new Use(
                row.getString("purpose"),
                row.getBoolean("estimated"),
                row.getString("model"),
                row.getLong("tokens_input"),
                row.getLong("tokens_output"),
                row.getLong("cost_micros"))));
        return uses;
    }
}

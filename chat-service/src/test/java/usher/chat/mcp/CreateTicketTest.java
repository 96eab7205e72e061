package usher.chat.mcp;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static usher.chat.mcp.Speaking.call;
import static usher.chat.mcp.Speaking.params;
import static usher.chat.mcp.Speaking.sendAlone;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import usher.chat.conversation.Told;
import usher.chat.limit.TestEntitlements;
import usher.contracts.event.EventJson;
import usher.contracts.event.Exhausted;
import usher.contracts.event.Limit;
import usher.contracts.event.Limit.Period;
import usher.contracts.event.Metric;
import usher.contracts.event.TicketPriority;
import usher.contracts.event.TicketRequested;
import usher.contracts.event.Topic;
import usher.kit.test.DelegateToken;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;

/** Other agents hand matters to a tenant's people, in both eras of the protocol. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class CreateTicketTest {
    private static final String TICKET = "result.structuredContent.ticket";
    private static final String CODE = "result._meta.'usher/problem'.code";
    private static final Map<String, String> MATTER =
            Map.of("subject", " A broken mug ", "text", "The handle is off.\nA new one, please.");

    private final Config config;

    CreateTicketTest(Config config) {
        this.config = config;
    }

    @Test
    void asksForATicketWithWhatItIsAboutAndForWhom() throws IOException {
        // Given
        var tenant = tenant();
        var told = Told.now(tenant.id(), Told.somebody());

        // When
        var first = call(tenant, "create_ticket", with("priority", "urgent", "conversation", told.id.toString()))
                .statusCode(200)
                .body("result.isError", nullValue())
                .body(TICKET, startsWith("tkt_"))
                .extract()
                .<String>path(TICKET);
        var second = sendAlone(tenant, "tools/call", "create_ticket", params("create_ticket", MATTER))
                .statusCode(200)
                .body("result.resultType", equalTo("complete"))
                .extract()
                .<String>path(TICKET);

        // Then
        var asked = asked(tenant, 2);
        var whole = Objects.requireNonNull(asked.get(first));
        assertEquals("A broken mug", whole.subject());
        assertEquals("The handle is off.\nA new one, please.", whole.text());
        assertEquals(TicketPriority.URGENT, whole.priority());
        assertEquals(told.id, whole.conversation());
        assertEquals(told.visitor, whole.visitor());
        var plain = Objects.requireNonNull(asked.get(second));
        assertEquals(TicketPriority.NORMAL, plain.priority());
        assertNull(plain.conversation());
        assertNull(plain.visitor());
    }

    @Test
    void asksOnceUnderOneName() throws Exception {
        // Given
        var tenant = tenant();
        var other = tenant();
        Callable<String> ask =
                () -> create(tenant, with("request_id", "r1")).extract().path(TICKET);

        // When
        List<String> tickets;
        try (var threads = Executors.newFixedThreadPool(4)) {
            tickets = threads.invokeAll(Stream.generate(() -> ask).limit(4).toList()).stream()
                    .map(Future::resultNow)
                    .toList();
        }

        // Then
        assertEquals(1, tickets.stream().distinct().count(), tickets.toString());
        create(tenant, with("request_id", "r1", "priority", "high"))
                .body("result.isError", equalTo(true))
                .body(CODE, equalTo("request-id-reused"));
        String theirs = create(other, with("request_id", "r1")).extract().path(TICKET);
        assertNotEquals(tickets.getFirst(), theirs);
        String last = create(tenant, with("request_id", "r2")).extract().path(TICKET);
        var asked = asked(tenant, 2);
        assertEquals(2, asked.size());
        assertEquals(Set.of(tickets.getFirst(), last), asked.keySet());
    }

    @Test
    void knowsNoConversationOfAnotherTenant() throws IOException {
        var tenant = tenant();
        var other = tenant();
        var told = Told.now(tenant.id(), Told.somebody());

        for (var id : List.of(told.id.toString(), "cnv_01kampz8q3fa7t9c5n2x4ehd6g")) {
            create(other, with("conversation", id))
                    .body("result.isError", equalTo(true))
                    .body(CODE, equalTo("not-found"));
        }

        String opened = create(other, MATTER).extract().path(TICKET);
        assertEquals(Set.of(opened), asked(other, 1).keySet());
    }

    @Test
    void tellsAModelWhatIsWrongWithItsArguments() {
        var tenant = tenant();

        create(tenant, Map.of("text", "x")).body(CODE, equalTo("required"));
        create(tenant, Map.of("subject", "x")).body(CODE, equalTo("required"));
        create(tenant, with("subject", " ")).body(CODE, equalTo("required"));
        create(tenant, with("subject", "x".repeat(201))).body(CODE, equalTo("invalid"));
        create(tenant, with("subject", "two\nlines")).body(CODE, equalTo("invalid"));
        create(tenant, with("text", "x".repeat(10_001))).body(CODE, equalTo("invalid"));
        create(tenant, with("text", "a\0b")).body(CODE, equalTo("invalid-characters"));
        create(tenant, with("priority", "now")).body(CODE, equalTo("invalid"));
        create(tenant, with("conversation", "1")).body(CODE, equalTo("invalid"));
        create(tenant, with("request_id", "x".repeat(101))).body(CODE, equalTo("invalid"));
        create(tenant, with("assignee", "mem_1")).body(CODE, equalTo("argument-unknown"));
    }

    @Test
    void isHeldToTheRateAndNotToWhatIsUsedUp() {
        // Given
        var spent = tenant();
        var messages = new Limit(Metric.MESSAGES, 0L, Period.MONTH, true);
        var requests = new Limit(Metric.REQUESTS, 60L, Period.MINUTE, true);
        var until = Instant.now().plus(Duration.ofDays(1));
        TestEntitlements.exhaust(
                2, spent.id(), List.of(messages, requests), new Exhausted("turn.x", Period.MONTH, 1, 1, until));
        var hasty = tenant();
        TestEntitlements.announce(2, hasty.id(), null, 2L);

        // When, Then
        create(spent, MATTER).body(TICKET, startsWith("tkt_"));
        create(hasty, MATTER).body(TICKET, startsWith("tkt_"));
        create(hasty, MATTER).body(TICKET, startsWith("tkt_"));
        create(hasty, MATTER).body("result.isError", equalTo(true)).body(CODE, equalTo("rate-limited"));
    }

    @Test
    void isForProgramsThatWereLetInForIt() {
        var tenant = tenant();

        create(program(tenant, "tickets:write"), MATTER).body(TICKET, startsWith("tkt_"));
        call(program(tenant, "agent:ask usage:read"), "create_ticket", MATTER).statusCode(403);
        call(program(tenant, "usage:read"), "usage_summary", Map.of())
                .statusCode(200)
                .body("result.structuredContent.messages", equalTo(0));
        call(program(tenant, "tickets:write"), "usage_summary", Map.of()).statusCode(403);
    }

    private static TestTenant program(TestTenant tenant, String scopes) {
        return new TestTenant(tenant.id(), tenant.publishableKey(), new DelegateToken(tenant.id(), scopes).text());
    }

    private static ValidatableResponse create(TestTenant tenant, Map<String, ?> matter) {
        return call(tenant, "create_ticket", matter).statusCode(200);
    }

    private static Map<String, String> with(String... more) {
        var matter = new HashMap<>(MATTER);
        for (int at = 0; at < more.length; at += 2) {
            matter.put(more[at], more[at + 1]);
        }
        return matter;
    }

    private static TestTenant tenant() {
        var tenant = TestTenants.active();
        TestEntitlements.grant(tenant.id(), 1000L, 1000L);
        return tenant;
    }

    /** What was asked for a tenant, by the ids of the tickets; so many at least are waited for, and none comes twice. */
    private Map<String, TicketRequested> asked(TestTenant tenant, int least) throws IOException {
        var settings = new Properties();
        settings.put("bootstrap.servers", config.getValue("kafka.bootstrap.servers", String.class));
        settings.put("group.id", "tickets-of-" + tenant.id());
        settings.put("auto.offset.reset", "earliest");
        var seen = new ArrayList<TicketRequested>();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topic.TICKETS.topic()));
            while (seen.size() < least && System.nanoTime() < end) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (message.key().equals(tenant.id().toString())) {
                        seen.add(EventJson.read(message.value(), TicketRequested.class)
                                .data());
                    }
                }
            }
        }
        return seen.stream().collect(Collectors.toMap(each -> each.ticket().toString(), each -> each));
    }
}

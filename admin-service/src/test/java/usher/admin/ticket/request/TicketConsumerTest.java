package usher.admin.ticket.request;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;
import usher.admin.Eventually;
import usher.admin.notice.Kafka;
import usher.admin.ticket.TicketService;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.contracts.event.TicketPriority;
import usher.contracts.event.TicketRequested;
import usher.contracts.event.Topic;
import usher.contracts.id.ConversationId;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;
import usher.contracts.id.TicketId;
import usher.contracts.id.VisitorId;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class TicketConsumerTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Kafka kafka;
    private final Database database;
    private final TicketService tickets;

    TicketConsumerTest(Kafka kafka, Database database, TicketService tickets) {
        this.kafka = kafka;
        this.database = database;
        this.tickets = tickets;
    }

    @Test
    void opensATicketOnceHoweverOftenItIsAskedFor() {
        // Given
        var tenant = tenant();
        var other = tenant();
        var ticket = new TicketId(UUID.randomUUID());
        var event = event(tenant, request(ticket, "A broken mug"));

        // When
        kafka.send(event);
        kafka.send(event);
        kafka.send(event(tenant, request(ticket, "Asked for again")));
        kafka.send(event(other, request(ticket, "Theirs")));
        kafka.send(event(tenant, request(new TicketId(UUID.randomUUID()), "Another")));

        // Then
        Eventually.see(() -> count("ticket", tenant) + count("ticket", other), found -> found == 3);
        assertEquals(2, count("ticket_change", tenant));
        Admin.platform()
                .request()
                .get("/api/v1/admin/tickets?tenant=" + tenant)
                .then()
                .body("data.number.sort()", contains(1, 2));
        Admin.platform()
                .request()
                .get("/api/v1/admin/tickets/" + ticket + "?tenant=" + tenant)
                .then()
                .statusCode(200)
                .body("subject", equalTo("A broken mug"))
                .body("text", equalTo("The handle is off."))
                .body("priority", equalTo("high"))
                .body("origin", equalTo("agent"))
                .body("created_by", nullValue())
                .body("conversation", equalTo(request(ticket, "").conversation() + ""))
                .body("number", equalTo(1));
        Eventually.see(
                () -> database.texts(
                        "select facts from notice where tenant_id = $1 and name = 'ticket.created'", tenant.value()),
                told -> told.size() == 2);
    }

    @Test
    void opensATicketOnceWhenManyTakeItAtTheSameTime() {
        var tenant = tenant();
        var request = request(new TicketId(UUID.randomUUID()), "Race");

        var takes = Stream.generate(
                        () -> tickets.open(tenant, request).onFailure().recoverWithNull())
                .limit(8)
                .toList();
        Uni.join().all(takes).andCollectFailures().await().atMost(PATIENCE);

        assertEquals(1, count("ticket", tenant));
        assertEquals(1, count("ticket_change", tenant));
    }

    @Test
    void opensNothingForATenantThatIsGone() {
        var gone = new TenantId(UUID.randomUUID());
        var tenant = tenant();

        tickets.open(gone, request(new TicketId(UUID.randomUUID()), "Lost"))
                .await()
                .atMost(PATIENCE);
        kafka.send(event(gone, request(new TicketId(UUID.randomUUID()), "Lost")));
        kafka.send(event(tenant, request(new TicketId(UUID.randomUUID()), "Found")));

        Eventually.see(() -> count("ticket", tenant), found -> found == 1);
        assertEquals(0, count("ticket", gone));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ticket\":\"tkt_x\",\"subject\":\"s\",\"text\":\"t\",\"priority\":\"low\"}",
                "{\"ticket\":\"TKT\",\"subject\":\" \",\"text\":\"t\",\"priority\":\"low\"}",
                "{\"ticket\":\"TKT\",\"text\":\"t\",\"priority\":\"low\"}",
                "{\"ticket\":\"TKT\",\"subject\":\"s\",\"text\":\"a\\u0000b\",\"priority\":\"low\"}",
                "{\"ticket\":\"TKT\",\"subject\":\"two\\nlines\",\"text\":\"t\",\"priority\":\"low\"}",
                "{\"ticket\":\"TKT\",\"subject\":\"s\",\"text\":\"\\ud800\",\"priority\":\"low\"}",
                "{\"ticket\":\"TKT\",\"subject\":\"s\",\"text\":\"t\",\"priority\":\"now\"}",
                "{\"ticket\":\"TKT\",\"subject\":\"s\",\"text\":\"t\",\"priority\":\"low\",\"visitor\":1}",
                "[]"
            })
    void setsAsideWhatIsNoTicket(String data) {
        // Given
        var tenant = tenant();
        var good = EventJson.write(event(tenant, request(new TicketId(UUID.randomUUID()), "After it")));
        var broken = data.replace("TKT", new TicketId(UUID.randomUUID()).toString());

        // When
        kafka.send(
                Topic.TICKETS,
                tenant.toString(),
                good.substring(0, good.indexOf("\"data\":")) + "\"data\":" + broken + "}");
        kafka.send(Topic.TICKETS, tenant.toString(), good);

        // Then
        Eventually.see(() -> count("ticket", tenant), found -> found == 1);
        assertTrue(kafka.keys("usher.tickets.dead").contains(tenant.toString()));
    }

    private static TenantId tenant() {
        return TenantId.fromString(Admin.tenant("Acme").id());
    }

    private static TicketRequested request(TicketId ticket, String subject) {
        return new TicketRequested(
                ticket,
                subject.isEmpty() ? "s" : subject,
                "The handle is off.",
                TicketPriority.HIGH,
                new ConversationId(new UUID(1, 2)),
                new VisitorId(new UUID(3, 4)));
    }

    private static Event<TicketRequested> event(TenantId tenant, TicketRequested data) {
        return new Event<>(
                new EventId(UUID.randomUUID()), "usher/chat-service", TicketRequested.TYPE, tenant, NOON, data);
    }

    private int count(String table, TenantId tenant) {
        var sql = "select count(*) from " + table + " where tenant_id = $1";
        return Integer.parseInt(database.texts(sql, tenant.value()).getFirst());
    }
}

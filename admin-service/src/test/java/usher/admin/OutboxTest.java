package usher.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import usher.contracts.event.Branding;
import usher.contracts.event.TenantChanged;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.TenantId;
import usher.kit.event.Events;
import usher.kit.event.Outbox;
import usher.kit.problem.Refusal;
import usher.kit.tenant.Tenancy;

/** The outbox of the kit, by what admin-service writes into it. */
@QuarkusTest
@WithTestResource(AdminPlatform.class)
class OutboxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TOO_LARGE = """
            insert into outbox (tenant_id, topic, payload) values ($1, 'usher.tenants', repeat('x', 1100000))
            returning seq
            """;

    private final Outbox outbox;
    private final Events events;
    private final Tenancy tenancy;
    private final Database database;

    OutboxTest(Outbox outbox, Events events, Tenancy tenancy, Database database) {
        this.outbox = outbox;
        this.events = events;
        this.tenancy = tenancy;
        this.database = database;
    }

    @Test
    void setsAsideWhatKafkaRefusesAndSendsTheRest() {
        // Given
        var refused = new TenantId(UUID.randomUUID());
        var seq = database.texts(TOO_LARGE, refused.value()).getFirst();

        // When
        var told = TenantId.fromString(Admin.tenant("After it").id());

        // Then
        Eventually.see(() -> count("tenant_snapshot", told), count -> count == 1);
        var dead = Eventually.see(
                () -> database.texts(
                        "select seq || ' ' || cause from outbox_dead where tenant_id = $1", refused.value()),
                rows -> !rows.isEmpty());
        assertEquals(1, dead.size(), dead.toString());
        assertTrue(
                dead.getFirst().startsWith(seq + " ") && dead.getFirst().contains("RecordTooLarge"), dead.toString());
        assertEquals(0, count("outbox", refused));
        assertEquals(0, count("outbox_dead", told));
    }

    @Test
    void refusesAChangeThatCouldNotBeTold() {
        var tenant = new TenantId(UUID.randomUUID());

        var small = append(tenant, "A name");
        var refusal = assertThrows(Refusal.class, () -> append(tenant, "é".repeat(500_001)));

        assertEquals(1, small);
        assertEquals("change-too-large", refusal.code());
        assertEquals(0, count("outbox_dead", tenant));
    }

    private int append(TenantId tenant, String name) {
        var branding = new Branding("Shop", "#112233", "Hello", "bottom-right", List.of());
        var changed = new TenantChanged(
                tenant, 1, name, TenantStatus.ACTIVE, List.of(), List.of(), branding, "en", "UTC", null, List.of());
        return tenancy.sql(
                        tenant,
                        connection -> outbox.append(connection, events.of(tenant, changed))
                                .replaceWith(1))
                .await()
                .atMost(PATIENCE);
    }

    private int count(String table, TenantId tenant) {
        var sql = "select count(*) from " + table + " where tenant_id = $1";
        return Integer.parseInt(database.texts(sql, tenant.value()).getFirst());
    }
}

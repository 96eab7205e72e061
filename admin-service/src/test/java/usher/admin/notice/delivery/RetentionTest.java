package usher.admin.notice.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;
import usher.admin.SettableClock;
import usher.admin.notice.Raised;
import usher.contracts.id.TenantId;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class RetentionTest {
    private final Raised raised;
    private final Round round;
    private final Retention retention;
    private final Database database;
    private final SettableClock clock;

    RetentionTest(Raised raised, Round round, Retention retention, Database database, SettableClock clock) {
        this.raised = raised;
        this.round = round;
        this.retention = retention;
        this.database = database;
        this.clock = clock;
    }

    @AfterEach
    void comeBackToThePresent() {
        clock.reset();
    }

    @Test
    void forgetsNoticesAndAttemptsAfterNinetyDaysButNotTheirKeys() {
        // Given
        var receiver = new Receiver();
        var tenant = Admin.tenant("Told").id();
        var id = TenantId.fromString(tenant).value();
        Raised.endpoint(tenant, receiver.url(), "*");
        raised.raise(tenant, "invoice.paid", Map.of());
        round.go();
        receiver.close();

        // When
        clock.advance(Duration.ofDays(89));
        sweep();

        // Then
        assertEquals("1 1 1 1", rows(id));
        clock.advance(Duration.ofDays(1));
        sweep();
        assertEquals("0 0 0 1", rows(id));
    }

    private void sweep() {
        retention.sweep().await().atMost(Duration.ofSeconds(20));
    }

    private String rows(UUID tenant) {
        return database.texts("""
                        select (select count(*) from notice where tenant_id = $1) || ' '
                            || (select count(*) from delivery where tenant_id = $1) || ' '
                            || (select count(*) from delivery_attempt where tenant_id = $1) || ' '
                            || (select count(*) from notice_key where tenant_id = $1)
                        """, tenant).getFirst();
    }
}

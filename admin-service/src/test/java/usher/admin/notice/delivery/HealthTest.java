package usher.admin.notice.delivery;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;
import usher.admin.SettableClock;
import usher.admin.notice.Raised;
import usher.kit.access.Role;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class HealthTest {
    private final Raised raised;
    private final Round round;
    private final PostOffice post;
    private final Database database;
    private final SettableClock clock;
    private final Receiver receiver = new Receiver();
    private String tenant;

    HealthTest(Raised raised, Round round, PostOffice post, Database database, SettableClock clock) {
        this.raised = raised;
        this.round = round;
        this.post = post;
        this.database = database;
        this.clock = clock;
    }

    @BeforeEach
    void begin() {
        tenant = Admin.tenant("Told").id();
    }

    @AfterEach
    void close() {
        receiver.close();
        clock.reset();
    }

    @Test
    void disablesAnEndpointThatHasFailedForFiveDaysAndSaysSo() throws MessagingException {
        // Given
        var admin = Admin.member(Role.ADMIN, tenant);
        var endpoint = Raised.endpoint(tenant, receiver.url(), "*");
        post.mailsTo(admin.email());
        receiver.answer(503);

        // When
        for (int day = 0; day < 7; day++) {
            assertTrue(endpoint.now().getBoolean("enabled"), "after " + day * 20 + " hours");
            raised.raise(tenant, "invoice.paid", Map.of("day", day));
            round.go();
            clock.advance(Duration.ofHours(20));
        }
        round.go();

        // Then
        assertFalse(endpoint.now().getBoolean("enabled"));
        assertNotNull(endpoint.now().getString("given_up_at"));
        assertEquals("0", waiting());
        var mails = post.mailsTo(admin.email());
        assertEquals(1, mails.size());
        assertEquals(
                "A webhook endpoint at 127.0.0.1 was disabled", mails.getFirst().getSubject());
        int attempts = receiver.received().size();
        raised.raise(tenant, "invoice.paid", Map.of());
        round.after(Duration.ofHours(1));
        assertEquals(attempts, receiver.received().size(), "nothing is sent to it any more");
        Admin.platform()
                .request()
                .body(Map.of("url", receiver.url()))
                .put(endpoint.path(""))
                .then()
                .body("enabled", equalTo(true))
                .body("given_up_at", nullValue())
                .body("failing_since", nullValue());
    }

    @Test
    void doesNotTakeALullForAFailure() {
        // Given
        var endpoint = Raised.endpoint(tenant, receiver.url(), "*");
        receiver.answer(503);
        raised.raise(tenant, "invoice.paid", Map.of());
        round.go();

        // When
        round.after(Duration.ofDays(6));

        // Then
        assertEquals(2, receiver.received().size());
        assertTrue(endpoint.now().getBoolean("enabled"));
    }

    @Test
    void leavesAFailingEndpointAloneForAWhile() {
        // Given
        Raised.endpoint(tenant, receiver.url(), "*");
        receiver.answer(503);
        IntStream.range(0, 5).forEach(n -> raised.raise(tenant, "invoice.paid", Map.of("n", n)));
        round.go();
        int failed = receiver.received().size();
        receiver.answer(200);

        // When
        raised.raise(tenant, "invoice.paid", Map.of());
        round.after(Duration.ofSeconds(10));
        int meanwhile = receiver.received().size();
        round.after(Duration.ofSeconds(31));

        // Then
        assertEquals(5, failed);
        assertEquals(5, meanwhile);
        assertEquals(11, receiver.received().size());
        assertEquals("0", waiting());
    }

    private String waiting() {
        var id = usher.contracts.id.TenantId.fromString(tenant).value();
        return database.texts("select count(*) from delivery where tenant_id = $1 and state = 'WAITING'", id)
                .getFirst();
    }
}

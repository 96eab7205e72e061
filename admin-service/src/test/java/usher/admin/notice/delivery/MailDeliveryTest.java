package usher.admin.notice.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.SettableClock;
import usher.admin.notice.Raised;
import usher.contracts.event.NoticeRaised.Audience;
import usher.contracts.event.NoticeRaised.Mail;
import usher.kit.access.Role;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class MailDeliveryTest {
    private static final Mail TO_ADMINISTRATORS =
            new Mail(null, "אזל מהמלאי: ספל כחול", "הספל הכחול אזל.\nThe blue mug is gone.");

    private final Raised raised;
    private final Round round;
    private final PostOffice post;
    private final SettableClock clock;
    private String tenant;

    MailDeliveryTest(Raised raised, Round round, PostOffice post, SettableClock clock) {
        this.raised = raised;
        this.round = round;
        this.post = post;
        this.clock = clock;
    }

    /** The server is up, and no longer left alone for what others have seen of it. */
    @BeforeEach
    void begin() {
        tenant = Admin.tenant("Told").id();
        post.mailsTo("nobody");
        clock.advance(Duration.ofSeconds(31));
    }

    @AfterEach
    void comeBackToThePresent() {
        clock.reset();
    }

    @Test
    void goesToTheAdministratorsOfTheTenant() throws Exception {
        // Given
        var one = Admin.member(Role.ADMIN, tenant);
        var two = Admin.member(Role.ADMIN, tenant);
        var editor = Admin.member(Role.EDITOR, tenant);
        var stranger = Admin.member(Role.ADMIN, Admin.tenant("Other").id());
        post.mailsTo(one.email());

        // When
        var notice = raised.raise(tenant, "stock.depleted", Map.of(), TO_ADMINISTRATORS);
        round.go();
        round.go();

        // Then
        var mail = post.mailsTo(one.email()).getFirst();
        assertEquals(1, post.mailsTo(one.email()).size());
        assertEquals(1, post.mailsTo(two.email()).size());
        assertTrue(post.mailsTo(editor.email()).isEmpty());
        assertTrue(post.mailsTo(stranger.email()).isEmpty());
        assertEquals("אזל מהמלאי: ספל כחול", mail.getSubject());
        assertEquals(
                "הספל הכחול אזל.\nThe blue mug is gone.",
                String.valueOf(mail.getContent()).replace("\r\n", "\n").strip());
        assertEquals("Usher <usher@usher.example>", mail.getFrom()[0].toString());
        assertEquals("auto-generated", mail.getHeader("Auto-Submitted")[0]);
        assertEquals(2, Raised.detail(tenant, notice).getInt("notice.delivered"));
    }

    @Test
    void goesToThePlatformsAdministratorsWhenTheTenantHasNone() {
        var before = post.mailsTo("first@usher.example").size();

        raised.raise(tenant, "stock.depleted", Map.of(), TO_ADMINISTRATORS);
        round.go();

        assertEquals(before + 1, post.mailsTo("first@usher.example").size());
    }

    @Test
    void goesToThePlatformsAdministratorsWhenItIsForThem() {
        var admin = Admin.member(Role.ADMIN, tenant);
        var before = post.mailsTo("first@usher.example").size();

        raised.raise(
                tenant,
                "payment.disputed",
                Map.of(),
                new Mail(null, Audience.PLATFORM, "A dispute", "Somebody disputes."));
        round.go();

        assertEquals(before + 1, post.mailsTo("first@usher.example").size());
        assertTrue(post.mailsTo(admin.email()).isEmpty());
    }

    @Test
    void goesToWhoIsNamed() {
        Admin.member(Role.ADMIN, tenant);

        var notice = raised.raise(tenant, "stock.depleted", Map.of(), new Mail("named@shop.example", "Hello", "Text"));
        round.go();

        assertEquals(1, post.mailsTo("named@shop.example").size());
        assertEquals("named@shop.example", Raised.detail(tenant, notice).getString("deliveries[0].recipient"));
    }

    @Test
    void waitsForAMailServerThatIsDown() throws Exception {
        // Given
        var admin = Admin.member(Role.ADMIN, tenant);
        post.close();
        var notice = raised.raise(tenant, "stock.depleted", Map.of(), TO_ADMINISTRATORS);

        // When
        round.go();
        var down = Raised.detail(tenant, notice);
        post.open();
        round.after(Duration.ofSeconds(40));
        round.after(Duration.ofSeconds(40));

        // Then
        assertEquals("waiting", down.getString("deliveries[0].state"));
        assertEquals("smtp-unreachable", down.getString("deliveries[0].log[0].error"));
        assertEquals(1, post.mailsTo(admin.email()).size());
        var log = Raised.detail(tenant, notice).getList("deliveries[0].log");
        assertFalse(log.isEmpty());
        assertEquals("delivered", Raised.detail(tenant, notice).getString("deliveries[0].state"));
    }
}

package usher.admin.oauth.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;
import usher.admin.SettableClock;
import usher.admin.oauth.Program;
import usher.kit.access.Role;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class GrantSweepTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final GrantSweep sweep;
    private final Database database;
    private final SettableClock clock;

    GrantSweepTest(GrantSweep sweep, Database database, SettableClock clock) {
        this.sweep = sweep;
        this.database = database;
        this.clock = clock;
    }

    @AfterEach
    void comeBackToThePresent() {
        clock.reset();
    }

    @Test
    void takesAwayWhatHasEndedAndLeavesWhatIsUsed() {
        // Given
        var member = Admin.member(Role.ADMIN, Admin.tenant("Long ago").id());
        var used = Program.registered("Used");
        var given = Program.registered("Given, and never fetched");
        var unused = Program.registered("Unused");
        String refresh = used.tokens(used.code(member)).path("refresh_token");
        given.code(member);

        // When, Then
        sweep();
        assertEquals("1 1 1", grants(used) + " " + grants(given) + " " + clients(unused));

        clock.advance(Duration.ofDays(8));
        sweep();
        assertEquals("1 0 0", grants(used) + " " + grants(given) + " " + clients(unused));
        String next = used.refresh(refresh).then().statusCode(200).extract().path("refresh_token");

        clock.advance(Duration.ofDays(29));
        sweep();
        assertEquals("1", grants(used));
        used.refresh(next).then().statusCode(200);

        clock.advance(Duration.ofDays(30));
        sweep();
        assertEquals("0 1", grants(used) + " " + clients(used));

        clock.advance(Duration.ofDays(151));
        sweep();
        assertEquals("0", clients(used));
    }

    private void sweep() {
        sweep.sweep().await().atMost(PATIENCE);
    }

    private String grants(Program program) {
        return database.texts("select count(*) from oauth_grant where client_id = '" + program.id + "'")
                .getFirst();
    }

    private String clients(Program program) {
        return database.texts("select count(*) from oauth_client where id = '" + program.id + "'")
                .getFirst();
    }
}

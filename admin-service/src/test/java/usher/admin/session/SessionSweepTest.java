package usher.admin.session;

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
import usher.kit.access.Role;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class SessionSweepTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String MANY = """
            insert into refresh_token (sha256, session_id, issued_at, expires_at)
            select encode(sha256(convert_to('many' || n, 'UTF8')), 'hex'), s.id, s.started_at, s.started_at
              from generate_series(1, %d) n, (select * from member_session order by started_at limit 1) s
            """.formatted(2 * SessionSweep.BATCH + 1);

    private static final String TOKENS_OF = """
            refresh_token t join member_session s on s.id = t.session_id join member m on m.id = s.member_id
             where m.email = '%s'
            """;

    private final SessionSweep sweep;
    private final Database database;
    private final SettableClock clock;

    SessionSweepTest(SessionSweep sweep, Database database, SettableClock clock) {
        this.sweep = sweep;
        this.database = database;
        this.clock = clock;
    }

    @AfterEach
    void comeBackToThePresent() {
        clock.reset();
    }

    @Test
    void takesEndedTokensAwayAndLeavesLiveOnes() {
        // Given
        var ended = Admin.member(Role.ANALYST, Admin.tenant("Long ago").id());
        clock.advance(RefreshToken.LIFE);
        var live = Admin.member(Role.ANALYST, Admin.tenant("Now").id());
        database.texts(MANY);

        // When
        sweep();

        // Then
        assertEquals("0", count(TOKENS_OF.formatted(ended.email())));
        assertEquals("0", count("refresh_token where expires_at <= now()"), "in more than one batch");
        assertEquals("1", count(TOKENS_OF.formatted(live.email())));
        assertEquals(200, Admin.refresh(live.refreshToken()).statusCode());
    }

    @Test
    void keepsTheRecordOfASignInForNinetyDays() {
        // Given
        var member = Admin.member(Role.ANALYST, null);
        var sessions = "member_session s join member m on m.id = s.member_id where m.email = '" + member.email() + "'";
        clock.advance(Duration.ofDays(89));

        // When
        sweep();

        // Then
        assertEquals("1", count(sessions));
        clock.advance(Duration.ofDays(1));
        sweep();
        assertEquals("0", count(sessions));
    }

    private void sweep() {
        sweep.sweep().await().atMost(PATIENCE);
    }

    private String count(String of) {
        return database.texts("select count(*) from " + of).getFirst();
    }
}

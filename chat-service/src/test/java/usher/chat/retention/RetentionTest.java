package usher.chat.retention;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.chat.conversation.Told;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class RetentionTest {
    private final Instant now = InstantSource.system().instant();
    private TenantId tenant = new TenantId(java.util.UUID.randomUUID());
    private TenantId other = tenant;

    @BeforeEach
    void twoTenants() {
        tenant = TestTenants.active().id();
        other = TestTenants.active().id();
    }

    @Test
    void keepsWhatTheShortestOfPlanAndTenantSays() {
        Jobs.keep(tenant, 7, 20L);
        Jobs.keep(other, null, 20L);
        var unlimited = TestTenants.active().id();
        Jobs.keep(unlimited, null, -1L);
        for (var each : new TenantId[] {tenant, other, unlimited}) {
            told(each, 40);
            told(each, 10);
            told(each, 1);
        }

        assertTrue(run().alone());

        assertEquals(2, Jobs.messages(tenant));
        assertEquals(4, Jobs.messages(other));
        assertEquals(6, Jobs.messages(unlimited));
    }

    @Test
    void countsADayBeforeItsRowsGo() {
        Jobs.keep(tenant, 7, null);
        var told = told(tenant, 10);
        var answer = told.turn("This is awful", "Sorry", insight("negative"));
        told.turn("Great", "Fine", insight("positive"));
        feedback(told, answer.value());
        told(other, 10);

        run();

        var day = OffsetDateTime.ofInstant(daysAgo(10), ZoneOffset.UTC)
                .toLocalDate()
                .toString();
        given().auth()
                .oauth2(TestTokens.member(Role.ANALYST, tenant))
                .get("/api/v1/chat/admin/day-totals")
                .then()
                .statusCode(200)
                .body("data.day", contains(day))
                .body("data[0].conversations", equalTo(1))
                .body("data[0].questions", equalTo(3))
                .body("data[0].answers", equalTo(3))
                .body("data[0].tokens", equalTo(Map.of("input", 30, "cached", 0, "output", 15, "reasoning", 0)))
                .body("data[0].cost_micros", equalTo(21))
                .body("data[0].languages", equalTo(Map.of("en", 2)))
                .body("data[0].sentiments", equalTo(Map.of("negative", 1, "positive", 1)))
                .body("data[0].thumbs_down", equalTo(1))
                .body("data[0].deleted_at", notNullValue());
        given().auth()
                .oauth2(TestTokens.member(Role.ANALYST, other))
                .get("/api/v1/chat/admin/day-totals")
                .then()
                .body("data", empty());
        assertEquals(0, left("receipt") + left("feedback") + left("conversation") + left("message"));
    }

    @Test
    void deletesNothingThatWasNotCounted() {
        var told = told(tenant, 40);
        var period = period(told);
        Jobs.on(connection -> days().count(connection, tenant, period, at(now)));
        told.turn("One more", "Yes", null);

        assertFalse(mayDelete(period));
        assertEquals(0, delete(period, 10));
        assertEquals(4, Jobs.messages(tenant));
    }

    @Test
    void goesOnWhereItWasInterruptedWithoutCountingAgain() {
        var told = told(tenant, 40);
        told.turn("Two", "Yes", null);
        var period = period(told);
        Jobs.on(connection -> days().count(connection, tenant, period, at(now)));
        assertTrue(mayDelete(period));
        assertEquals(3, delete(period, 3));

        run();

        assertEquals(0, Jobs.messages(tenant));
        assertEquals(
                2L,
                Jobs.rows("select questions from day_total where tenant_id = $1", tenant.value())
                        .getFirst()
                        .getLong(0));
    }

    @Test
    void letsOneReplicaWorkAtATime() {
        told(tenant, 40);

        var second = Jobs.on(connection -> connection
                .preparedQuery("select pg_advisory_lock($1 # hashtext(current_schema()))")
                .execute(Tuple.of(0x0072_6574_6169_6eL))
                .chain(() -> retention().run(now))
                .call(() -> connection
                        .preparedQuery("select pg_advisory_unlock($1 # hashtext(current_schema()))")
                        .execute(Tuple.of(0x0072_6574_6169_6eL))));

        assertFalse(second.alone());
        assertEquals(2, Jobs.messages(tenant));
        assertTrue(run().alone());
    }

    @Test
    void waitsForUsageThatHasNotLeftForBilling() {
        boolean unbilled = Jobs.await(Jobs.pool()
                .getConnection()
                .chain(connection -> connection
                        .begin()
                        .chain(transaction -> connection
                                .preparedQuery(
                                        "insert into outbox (tenant_id, topic, payload, created_at) values ($1, 'usher.usage', '{}', $2)")
                                .execute(Tuple.of(tenant.value(), at(daysAgo(40))))
                                .chain(() -> days().isUnbilled(connection, tenant, at(daysAgo(39))))
                                .call(transaction::rollback))
                        .call(connection::close)));

        assertTrue(unbilled);
        boolean later = Jobs.on(connection -> days().isUnbilled(connection, tenant, at(daysAgo(39))));
        assertFalse(later);
    }

    private boolean mayDelete(Period period) {
        return Jobs.on(connection -> days().beginDeletion(connection, tenant, period, false, at(now)));
    }

    private int delete(Period period, int most) {
        return Jobs.on(connection -> days().deleteBatch(connection, tenant, period, most, at(now)));
    }

    private Retention.Run run() {
        return Jobs.await(retention().run(now));
    }

    private static Retention retention() {
        return CDI.current().select(Retention.class).get();
    }

    private static Days days() {
        return CDI.current().select(Days.class).get();
    }

    private Told told(TenantId whose, int daysAgo) {
        var told = Told.at(daysAgo(daysAgo), whose, Told.somebody());
        told.turn("Question", "Answer", null);
        return told;
    }

    private static Period period(Told told) {
        var begun = Jobs.rows("select started_at from conversation where tenant_id = $1", told.tenant.value())
                .getFirst()
                .getOffsetDateTime(0);
        return Period.of(begun, null, ZoneId.of("UTC"));
    }

    /** At noon, so that a few seconds more are the same day. */
    private Instant daysAgo(int days) {
        return now.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(days)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plus(Duration.ofHours(12));
    }

    private long left(String table) {
        return Jobs.rows("select count(*) from " + table + " where tenant_id = $1", tenant.value())
                .getFirst()
                .getLong(0);
    }

    private static void feedback(Told told, java.util.UUID message) {
        Jobs.rows(
                "insert into feedback (tenant_id, subject_id, conversation_id, message_id, visitor_id, thumb, given_at) values ($1, $2, $3, $2, $4, 'down', now())",
                told.tenant.value(),
                message,
                told.id.value(),
                told.visitor.value());
    }

    private static JsonObject insight(String sentiment) {
        return new JsonObject()
                .put("language", "en")
                .put("sentiment", sentiment)
                .put("score", 0.5)
                .put("intent", "other")
                .put("emotion", "neutral");
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}

package usher.billing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import usher.contracts.event.Event;
import usher.contracts.event.TenantStatus;
import usher.contracts.event.UsageLine;
import usher.contracts.event.UsageRecorded;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;
import usher.kit.event.Intake;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.kit.time.Ids;

/** The tables are put away and brought back by the role that owns them: to the consumers the database refuses for a while. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class OutageTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @Inject
    Kafka kafka;

    @Inject
    Tenants tenants;

    @Inject
    Ids ids;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    @ConfigProperty(name = "usher.postgres.owner-password")
    String ownerPassword;

    @Test
    void beginsASubscriptionWhenTheDatabaseIsBack() {
        var tenant = tenants.unknown();

        whileAway("table subscription", () -> tenants.announce(tenant, 1, TenantStatus.ACTIVE, "UTC"));

        Waiting.until("the tenant has a subscription", () -> status("subscription", tenant) == 200);
    }

    @Test
    void billsWhatWaitedWhenTheDatabaseIsBack() {
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");

        whileAway("table usage_rollup", () -> {
            kafka.send(usage(tenant));
            kafka.send(usage(other));
        });

        Waiting.until("both are billed", () -> messages(tenant) == 1 && messages(other) == 1);
        assertEquals(1, messages(tenant));
    }

    private void whileAway(String thing, Runnable act) {
        var name = thing.substring(thing.indexOf(' ') + 1);
        var failures = new Failures(3);
        asOwner("alter " + thing + " rename to " + name + "_away");
        try {
            act.run();
            failures.await();
        } finally {
            asOwner("alter table " + name + "_away rename to " + name);
            failures.close();
        }
    }

    private void asOwner(String sql) {
        try (var connection = DriverManager.getConnection(database, "billing_owner", ownerPassword);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Event<UsageRecorded> usage(TenantId tenant) {
        var data = new UsageRecorded(List.of(new UsageLine("messages", 1, 0)), Map.of());
        return new Event<>(new EventId(ids.next()), "usher/chat-service", data.type(), tenant, NOON, data);
    }

    private static int messages(TenantId tenant) {
        return given().auth()
                .oauth2(TestTokens.platformAdmin())
                .get("/api/v1/billing/usage/current?month=2026-03&tenant=" + tenant)
                .jsonPath()
                .getInt("metrics[0].quantity");
    }

    private static int status(String path, TenantId tenant) {
        return given().auth()
                .oauth2(TestTokens.platformAdmin())
                .get("/api/v1/billing/" + path + "?tenant=" + tenant)
                .statusCode();
    }

    /** Hears a consumer say that its events wait, which it does at each attempt. */
    private static final class Failures extends Handler {
        private final Logger logger = Logger.getLogger(Intake.class.getName());
        private final CountDownLatch missing;

        Failures(int count) {
            missing = new CountDownLatch(count);
            logger.addHandler(this);
        }

        void await() {
            Waiting.until("the consumer fails some times", () -> missing.getCount() == 0);
        }

        @Override
        public void publish(LogRecord record) {
            if (record.getMessage().startsWith("Events wait")) {
                missing.countDown();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}

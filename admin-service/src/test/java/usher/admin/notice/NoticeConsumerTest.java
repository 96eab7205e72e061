package usher.admin.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;
import usher.admin.Eventually;
import usher.contracts.event.Event;
import usher.contracts.event.EventJson;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.Topic;
import usher.contracts.id.EventId;
import usher.contracts.id.TenantId;
import usher.kit.event.Intake;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class NoticeConsumerTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Kafka kafka;
    private final Database database;
    private final NoticeService notices;
    private final String url;
    private final String ownerPassword;

    NoticeConsumerTest(
            Kafka kafka,
            Database database,
            NoticeService notices,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "usher.postgres.owner-password") String ownerPassword) {
        this.kafka = kafka;
        this.database = database;
        this.notices = notices;
        this.url = url;
        this.ownerPassword = ownerPassword;
    }

    @Test
    void takesANoticeOnceHoweverOftenItIsDelivered() {
        // Given
        var tenant = tenant();
        var other = tenant();
        Raised.endpoint(tenant.toString(), "https://127.0.0.1:9/", "*");
        var event = event(tenant, "stock:1");

        // When
        kafka.send(event);
        kafka.send(event);
        kafka.send(event(tenant, "stock:1"));
        kafka.send(event(other, "stock:1"));
        kafka.send(event(tenant, "stock:2"));

        // Then
        Eventually.see(() -> count("notice", tenant) + count("notice", other), found -> found == 3);
        assertEquals(2, count("notice", tenant));
        assertEquals(2, count("notice_key", tenant));
        assertEquals(2, count("delivery", tenant));
        assertEquals(0, count("delivery", other), "it has no endpoint, and nobody is to be written to");
    }

    @Test
    void takesANoticeOnceWhenManyTakeItAtTheSameTime() {
        var tenant = tenant();
        Raised.endpoint(tenant.toString(), "https://127.0.0.1:9/", "*");

        var takes = Stream.generate(() -> notices.take(event(tenant, "race")))
                .limit(8)
                .toList();
        Uni.join().all(takes).andCollectFailures().await().atMost(PATIENCE);

        assertEquals(1, count("notice", tenant));
        assertEquals(1, count("delivery", tenant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"no dot\",\"key\":\"k\",\"facts\":{}}",
                "{\"name\":\"stock.depleted\",\"facts\":{}}",
                "{\"name\":\"stock.depleted\",\"key\":\"\\u0000\",\"facts\":{}}",
                "{\"name\":\"stock.depleted\",\"key\":\"k\",\"facts\":{},\"mail\":{\"subject\":\"s\"}}",
                "{\"name\":\"stock.depleted\",\"key\":\"k\",\"facts\":{},"
                        + "\"mail\":{\"to\":\"a@b\\r\\nRCPT TO:<c@d>\",\"subject\":\"s\",\"text\":\"t\"}}",
                "[]"
            })
    void setsAsideWhatCannotBeTold(String data) {
        // Given
        var tenant = tenant();
        var good = EventJson.write(event(tenant, "after it"));
        var broken = good.replaceFirst("\"data\":\\{.*", "\"data\":" + data.replace("\\", "\\\\") + "}");

        // When
        kafka.send(Topic.NOTICES, tenant.toString(), broken);
        kafka.send(Topic.NOTICES, tenant.toString(), good);

        // Then
        Eventually.see(() -> count("notice", tenant), found -> found == 1);
        assertTrue(kafka.keys("usher.notices.dead").contains(tenant.toString()));
    }

    @Test
    void keepsFactsAsTheyCame() {
        var tenant = tenant();
        var odd = EventJson.write(event(tenant, "odd")).replace("\"left\":0", "\"left\":\"\\u0000 שלום\"");

        kafka.send(Topic.NOTICES, tenant.toString(), odd);

        Eventually.see(() -> count("notice", tenant), found -> found == 1);
    }

    @Test
    void waitsForTheDatabase() throws SQLException {
        // Given
        var tenant = tenant();
        var failures = new Failures(2);
        asOwner("alter table notice rename to notice_away");

        // When
        try {
            kafka.send(event(tenant, "late"));
            kafka.send(event(tenant, "later"));
            failures.await();
        } finally {
            asOwner("alter table notice_away rename to notice");
            failures.close();
        }

        // Then
        Eventually.see(() -> count("notice", tenant), found -> found == 2);
    }

    private static TenantId tenant() {
        return TenantId.fromString(Admin.tenant("Told").id());
    }

    private static Event<NoticeRaised> event(TenantId tenant, String key) {
        var data = new NoticeRaised("stock.depleted", key, Map.of("left", 0), null);
        return new Event<>(new EventId(UUID.randomUUID()), "usher/tool-service", NoticeRaised.TYPE, tenant, NOON, data);
    }

    private int count(String table, TenantId tenant) {
        var sql = "select count(*) from " + table + " where tenant_id = $1";
        return Integer.parseInt(database.texts(sql, tenant.value()).getFirst());
    }

    private void asOwner(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "admin_owner", ownerPassword);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
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
            Eventually.see(missing::getCount, count -> count == 0);
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

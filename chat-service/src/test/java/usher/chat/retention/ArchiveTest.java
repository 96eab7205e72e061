package usher.chat.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.chat.conversation.Told;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class ArchiveTest {
    private static final int PART = 2;

    private final Instant now = InstantSource.system().instant();
    private final LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(9);
    private final Bucket bucket = new Bucket();
    private TenantId tenant = new TenantId(java.util.UUID.randomUUID());
    private TenantId other = tenant;

    @BeforeEach
    void twoTenantsWithADayThatIsOver() {
        tenant = TestTenants.active().id();
        other = TestTenants.active().id();
        var noon = day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(12));
        var told = Told.at(noon, tenant, Told.somebody());
        told.turn("First question", "First answer", null);
        told.turn("Second question", "Second answer", null);
        Told.at(noon, other, Told.somebody()).turn("Theirs", "Yes", null);
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void storesADayBeforeItDeletesIt() {
        assertEquals(4, retire(Bucket.SECRET));

        var keys = bucket.objects.keySet().stream().toList();
        assertEquals(java.util.List.of(key(1), key(2)), keys);
        var first = new JsonObject(bucket.lines(key(1)).getFirst());
        assertEquals("First question", first.getString("text"));
        assertEquals(PART, bucket.lines(key(1)).size());
        var answer = new JsonObject(bucket.lines(key(2)).getLast());
        assertEquals(7, answer.getJsonObject("receipt").getInteger("cost_micros"));
        assertEquals(0, Jobs.messages(tenant));
        assertEquals(2, Jobs.messages(other));
    }

    @Test
    void keepsTheRowsWhenTheStorageFails() {
        bucket.failures = 1;

        assertThrows(IllegalStateException.class, () -> retire(Bucket.SECRET));
        assertEquals(4, Jobs.messages(tenant));
        assertTrue(bucket.objects.isEmpty());

        assertEquals(4, retire(Bucket.SECRET));
        assertEquals(2, bucket.objects.size());
    }

    @Test
    void keepsTheRowsWhenTheSignatureIsNotBelieved() {
        assertThrows(IllegalStateException.class, () -> retire("another secret"));

        assertEquals(1, bucket.refused);
        assertEquals(4, Jobs.messages(tenant));
    }

    @Test
    void tellsNobodyTheSecret() {
        assertFalse(new SigV4("r", "id", Bucket.SECRET).toString().contains(Bucket.SECRET));
    }

    private String key(int part) {
        return "/archive/usher talks/" + tenant + "/" + day + "/part-0000" + part + ".jsonl.gz";
    }

    private long retire(String secret) {
        var config = new Config(bucket.url(), secret);
        var storage = new ObjectStorage(CDI.current().select(Vertx.class).get(), config, InstantSource.system());
        var retirement = new Retirement(
                CDI.current().select(Days.class).get(),
                new Archive(storage, config),
                config,
                CDI.current().select(RetentionConfig.class).get());
        var kept = new KeptTenant(tenant, ZoneId.of("UTC"), 7);
        return Jobs.on(connection -> retirement.of(connection, kept, now));
    }

    private record Config(String url, String secret) implements ArchiveConfig {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Optional<String> endpoint() {
            return Optional.of(url);
        }

        @Override
        public String region() {
            return "eu-test-1";
        }

        @Override
        public Optional<String> bucket() {
            return Optional.of("archive");
        }

        @Override
        public String prefix() {
            return "usher talks";
        }

        @Override
        public Optional<String> accessKey() {
            return Optional.of("AKIATEST");
        }

        @Override
        public Optional<String> secretKey() {
            return Optional.of(secret);
        }

        @Override
        public int part() {
            return PART;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(10);
        }
    }
}

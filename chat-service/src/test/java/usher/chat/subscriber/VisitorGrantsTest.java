package usher.chat.subscriber;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import usher.contracts.event.VisitorEntitled;
import usher.contracts.event.VisitorGrant;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.event.Events;
import usher.kit.event.Intake;
import usher.kit.event.Outbox;
import usher.kit.tenant.Tenancy;
import usher.kit.test.EmbeddedPlatform;

/** From the outbox through Kafka into every replica. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class VisitorGrantsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @Inject
    VisitorGrants grants;

    @Inject
    Intake intake;

    @Inject
    Tenancy tenancy;

    @Inject
    Outbox outbox;

    @Inject
    Events events;

    @Inject
    @ReactiveDataSource("jobs")
    Pool jobs;

    @Test
    void takesEffectOnEveryReplicaWithinASecondOfItsArrival() {
        // Given
        var replica = new VisitorGrants(intake, jobs, tenancy);
        var tenant = new TenantId(UUID.randomUUID());
        var visitor = new VisitorId(UUID.randomUUID());
        assertEquals(Optional.empty(), of(replica, tenant, visitor));

        // When
        say(tenant, null, new VisitorGrant("lightweight", 10L, null));
        say(tenant, visitor, new VisitorGrant("premium", null, NOW.plusSeconds(1)));

        // Then
        until(() -> "premium".equals(tier(grants, tenant, visitor)));
        long arrived = System.nanoTime();
        until(() -> "premium".equals(tier(replica, tenant, visitor)));
        assertTrue(System.nanoTime() - arrived < Duration.ofMillis(1500).toNanos());
        assertEquals("lightweight", tier(replica, tenant, new VisitorId(UUID.randomUUID())));
        assertEquals(Optional.empty(), of(replica, new TenantId(UUID.randomUUID()), visitor));
        assertEquals(Optional.empty(), of(replica, tenant, null));
    }

    private void say(TenantId tenant, @Nullable VisitorId visitor, VisitorGrant grant) {
        var said = events.of(tenant, new VisitorEntitled(tenant, visitor, 1, List.of(grant)));
        tenancy.sql(tenant, connection -> outbox.append(connection, said))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static String tier(VisitorGrants from, TenantId tenant, VisitorId visitor) {
        return of(from, tenant, visitor).map(VisitorGrant::tier).orElse("");
    }

    private static Optional<VisitorGrant> of(VisitorGrants from, TenantId tenant, @Nullable VisitorId visitor) {
        return from.of(tenant, visitor, NOW).await().atMost(Duration.ofSeconds(10));
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it takes too long");
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}

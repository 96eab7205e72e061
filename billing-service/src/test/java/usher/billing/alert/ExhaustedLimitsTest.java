package usher.billing.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static usher.billing.PublishedPlans.choose;
import static usher.billing.PublishedPlans.limit;
import static usher.billing.alert.AlertCalls.use;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import usher.billing.Kafka;
import usher.billing.PublishedPlans;
import usher.billing.Tenants;
import usher.billing.Waiting;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.EventJson;
import usher.contracts.event.Exhausted;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

/** From the ledger to the snapshot that other services enforce. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class ExhaustedLimitsTest {
    @Inject
    Tenants tenants;

    @Inject
    Sweep sweep;

    @Inject
    ExhaustedLimits exhausted;

    @Inject
    Kafka kafka;

    @Inject
    InstantSource clock;

    @Test
    void areToldWhenAHardLimitOfAnyMetricIsUsedUp() {
        // Given
        var tenant = tenants.in("Asia/Jerusalem");
        var other = tenants.in("Asia/Jerusalem");
        var plan = PublishedPlans.with(
                limit("tool.calls", 3, "month", true),
                limit("parcels", 10, "day", true),
                limit("letters", 1, "month", false));
        choose(tenant, plan);
        choose(other, plan);
        use(tenant, "tool.calls", 2);
        use(tenant, "letters", 5);
        look();
        assertEquals(List.of(), last(tenant).exhausted());

        // When
        use(tenant, "tool.calls", 2);

        // Then
        Waiting.until("calls are used up", () -> !last(tenant).exhausted().isEmpty());
        var told = last(tenant);
        assertEquals(List.of("tool.calls"), metrics(told));
        assertEquals(4, told.exhausted().getFirst().used());
        var zone = ZoneId.of("Asia/Jerusalem");
        var ends = YearMonth.from(clock.instant().atZone(zone))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(zone);
        assertEquals(ends.toInstant(), told.exhausted().getFirst().until());
        use(tenant, "parcels", 10);
        Waiting.until("both are used up", () -> metrics(last(tenant)).size() == 2);
        assertEquals(List.of(), last(other).exhausted());
    }

    @Test
    void areToldOnceHoweverMuchMoreIsUsed() {
        var tenant = tenants.in("UTC");
        choose(tenant, PublishedPlans.with(limit("parcels", 2, "month", true)));
        use(tenant, "parcels", 2);
        Waiting.until("parcels are used up", () -> !last(tenant).exhausted().isEmpty());
        long version = last(tenant).version();

        use(tenant, "parcels", 5);
        look();
        look();

        assertEquals(version, last(tenant).version());
    }

    @Test
    void haveRoomAgainWhenUsageIsTakenBackOrThePlanIsALargerOne() {
        // Given
        var tenant = tenants.in("UTC");
        var small = PublishedPlans.with(limit("parcels", 2, "month", true));
        choose(tenant, small);
        use(tenant, "parcels", 3);
        Waiting.until("parcels are used up", () -> !last(tenant).exhausted().isEmpty());

        // When
        use(tenant, "parcels", -2);

        // Then
        Waiting.until("there is room again", () -> last(tenant).exhausted().isEmpty());
        use(tenant, "parcels", 4);
        Waiting.until(
                "parcels are used up again", () -> !last(tenant).exhausted().isEmpty());
        choose(tenant, PublishedPlans.with(limit("parcels", 100, "month", true)));
        Waiting.until("the larger plan is told", () -> last(tenant).exhausted().isEmpty());
        choose(tenant, small);
        Waiting.until(
                "the small one has no room", () -> !last(tenant).exhausted().isEmpty());
    }

    @Test
    void areToldAnewAsThePeriodBegins() {
        var tenant = tenants.in("UTC");
        choose(tenant, PublishedPlans.with(limit("parcels", 2, "month", true)));
        use(tenant, "parcels", 2);
        Waiting.until("parcels are used up", () -> !last(tenant).exhausted().isEmpty());

        long version = last(tenant).version();
        var later = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(2)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();

        // The service's own look, at this moment's time, goes on beside it.
        Waiting.until("there is room in the next month", () -> {
            look(later);
            tell();
            return told(tenant).stream()
                    .anyMatch(
                            each -> each.version() > version && each.exhausted().isEmpty());
        });
    }

    private void tell() {
        try {
            VertxContextSupport.subscribeAndAwait(exhausted::tell);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private void look() {
        look(clock.instant());
    }

    private void look(Instant now) {
        sweep.everybody(Instant.EPOCH, now).await().atMost(Duration.ofSeconds(30));
    }

    private static List<String> metrics(EntitlementsChanged told) {
        return told.exhausted().stream().map(Exhausted::metric).toList();
    }

    private EntitlementsChanged last(TenantId tenant) {
        Waiting.until("something is told", () -> told(tenant).size() > 0);
        return told(tenant).getLast();
    }

    private List<EntitlementsChanged> told(TenantId tenant) {
        return kafka.all(Topic.ENTITLEMENTS.topic()).stream()
                .filter(message -> tenant.toString().equals(message.key()))
                .map(ExhaustedLimitsTest::read)
                .toList();
    }

    private static EntitlementsChanged read(ConsumerRecord<String, byte[]> message) {
        try {
            return EventJson.read(message.value(), EntitlementsChanged.class).data();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

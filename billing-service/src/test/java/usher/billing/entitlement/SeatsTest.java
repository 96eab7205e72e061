package usher.billing.entitlement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Kafka;
import usher.billing.Tenants;
import usher.billing.Waiting;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.EventJson;
import usher.contracts.event.Limit;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class SeatsTest {
    @Inject
    Kafka kafka;

    @Inject
    Tenants tenants;

    @Test
    void areToldAsPaidForOrIncludedWhicheverIsMore() {
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");

        choose(tenant, "{\"plan\":\"starter\",\"seats\":2}");
        choose(tenant, "{\"plan\":\"starter\",\"seats\":5}");
        choose(tenant, "{\"plan\":\"free\"}");

        Waiting.until("four versions", () -> told(tenant).size() == 4);
        assertEquals(
                List.of(List.of(), List.of(3L), List.of(5L), List.of()),
                told(tenant).stream().map(SeatsTest::seats).toList());
        Waiting.until("one version", () -> told(other).size() == 1);
        assertEquals(List.of(), seats(told(other).getFirst()));
    }

    private static List<Long> seats(EntitlementsChanged plan) {
        return plan.limits().stream()
                .filter(limit -> limit.metric().equals("seats") && limit.hard())
                .map(Limit::amount)
                .toList();
    }

    private static void choose(TenantId tenant, String plan) {
        Calls.send(tenant, "POST", "subscription/changes", plan).statusCode(200);
    }

    private List<EntitlementsChanged> told(TenantId tenant) {
        return kafka.all(Topic.ENTITLEMENTS.topic()).stream()
                .filter(message -> tenant.toString().equals(message.key()))
                .map(SeatsTest::read)
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

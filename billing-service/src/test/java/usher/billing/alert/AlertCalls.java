package usher.billing.alert;

import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.UUID;
import usher.billing.Calls;
import usher.contracts.id.TenantId;

/** Plans, usage and alerts of tests. */
final class AlertCalls {
    private AlertCalls() {}

    /** On the plan with agreed limits, of so many messages a month. */
    static void limit(TenantId tenant, long messages) {
        Calls.send(tenant, "PUT", "subscription", "{\"plan\":\"custom\",\"limits\":{\"messages\":" + messages + "}}")
                .statusCode(200);
    }

    static void use(TenantId tenant, String metric, long quantity) {
        use(tenant, metric, quantity, 0, Instant.now());
    }

    static void use(TenantId tenant, String metric, long quantity, long costMicros, Instant time) {
        var event =
                "[{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"test\",\"type\":\"%s\",\"time\":\"%s\",\"data\":{\"quantity\":%d,\"cost_micros\":%d}}]"
                        .formatted(UUID.randomUUID(), metric, time, quantity, costMicros);
        Calls.send(tenant, "POST", "events", event).statusCode(200);
    }

    /** As the tenant's administrator; its id. */
    static String set(TenantId tenant, String body) {
        return Calls.own(tenant, "POST", "alerts", body)
                .statusCode(201)
                .extract()
                .path("id");
    }

    static ValidatableResponse raised(TenantId tenant) {
        return Calls.get(tenant, "alerts/raised").statusCode(200);
    }
}

package usher.billing;

import static io.restassured.RestAssured.given;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import usher.contracts.event.Branding;
import usher.contracts.event.TenantChanged;
import usher.contracts.event.TenantStatus;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.event.Events;
import usher.kit.test.TestTokens;
import usher.kit.time.Ids;

/** Makes tenants known to the service in the way that admin-service does. */
@ApplicationScoped
public class Tenants {
    private final Kafka kafka;
    private final Events events;
    private final Ids ids;

    Tenants(Kafka kafka, Events events, Ids ids) {
        this.kafka = kafka;
        this.events = events;
        this.ids = ids;
    }

    public TenantId unknown() {
        return new TenantId(ids.next());
    }

    /** A new tenant in this time zone, with its first subscription. */
    public TenantId in(String timeZone) {
        var tenant = unknown();
        announce(tenant, 1, TenantStatus.ACTIVE, timeZone);
        Waiting.until("the tenant has a subscription", () -> isKnown(tenant));
        return tenant;
    }

    /** The same, with people who read Hebrew. */
    public TenantId hebrew() {
        var tenant = unknown();
        announce(tenant, 1, TenantStatus.ACTIVE, "Asia/Jerusalem", "he");
        Waiting.until("the tenant has a subscription", () -> isKnown(tenant));
        return tenant;
    }

    public void announce(TenantId tenant, long version, TenantStatus status, String timeZone) {
        announce(tenant, version, status, timeZone, "en");
    }

    private void announce(TenantId tenant, long version, TenantStatus status, String timeZone, String locale) {
        var branding = new Branding("Acme", "#0055aa", "Hello", "right", List.of());
        kafka.send(events.of(
                tenant,
                new TenantChanged(
                        tenant, version, "Acme", status, List.of(), List.of(), branding, locale, timeZone, null,
                        List.of())));
    }

    private static boolean isKnown(TenantId tenant) {
        return given().auth()
                        .oauth2(TestTokens.member(Role.ANALYST, null))
                        .get("/api/v1/billing/subscription?tenant=" + tenant)
                        .statusCode()
                == 200;
    }
}

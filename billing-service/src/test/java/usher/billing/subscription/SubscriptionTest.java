package usher.billing.subscription;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.billing.Kafka;
import usher.billing.Tenants;
import usher.billing.Waiting;
import usher.contracts.event.EntitlementsChanged;
import usher.contracts.event.EventJson;
import usher.contracts.event.Limit;
import usher.contracts.event.TenantStatus;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class SubscriptionTest {
    private static final String CUSTOM = "{\"plan\":\"custom\",\"limits\":{\"messages\":100000,\"requests\":6000}}";

    @Inject
    Kafka kafka;

    @Inject
    Tenants tenants;

    @Inject
    InstantSource clock;

    @Test
    void beginsFreeWhenATenantIsFirstHeardOf() {
        var tenant = tenants.in("Asia/Kolkata");

        var month = BillingMonth.at(clock.instant(), ZoneId.of("Asia/Kolkata"));
        get(tenant)
                .statusCode(200)
                .body("tenant", equalTo(tenant.toString()))
                .body("plan", equalTo("free"))
                .body("status", equalTo("active"))
                .body("limits.metric", equalTo(List.of("messages", "requests")))
                .body("limits.amount", equalTo(List.of(1000, 60)))
                .body("limits.period", equalTo(List.of("month", "minute")))
                .body("limits.hard", equalTo(List.of(true, true)))
                .body("period_start", equalTo(month.start().toString()))
                .body("period_end", equalTo(month.end().toString()));
        assertEquals(
                new Limit("messages", 1000L, Limit.Period.MONTH, true),
                published(tenant, 1).getFirst().limits().getFirst());
    }

    @Test
    void publishesEachChangeWithTheNextVersion() {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");

        // When
        put(tenant, CUSTOM)
                .statusCode(200)
                .body("plan", equalTo("custom"))
                .body("limits.amount", hasItems(100_000, 6000));
        put(tenant, "{\"plan\":\"custom\",\"limits\":{\"messages\":null}}")
                .statusCode(200)
                .body("limits[0].amount", nullValue())
                .body("limits[1].amount", equalTo(60));
        put(tenant, "{\"plan\":\"free\"}").statusCode(200).body("limits.amount", equalTo(List.of(1000, 60)));

        // Then
        var published = published(tenant, 4);
        assertEquals(
                List.of(1L, 2L, 3L, 4L),
                published.stream().map(EntitlementsChanged::version).toList());
        assertEquals(
                List.of("free", "custom", "custom", "free"),
                published.stream().map(EntitlementsChanged::plan).toList());
        assertEquals(6000L, published.get(1).limits().get(1).amount());
        assertEquals(null, published.get(2).limits().getFirst().amount());
        assertEquals(1, published(other, 1).size());
        get(other).body("plan", equalTo("free"));
    }

    @Test
    void givesChangesAtOnceAVersionEach() {
        // Given
        var tenant = tenants.in("UTC");

        // When
        var changes = IntStream.range(0, 8)
                .mapToObj(i ->
                        CompletableFuture.runAsync(() -> put(tenant, CUSTOM).statusCode(200)))
                .toList();
        changes.forEach(CompletableFuture::join);

        // Then
        assertEquals(
                LongStream.rangeClosed(1, 9).boxed().toList(),
                published(tenant, 9).stream()
                        .map(EntitlementsChanged::version)
                        .sorted()
                        .toList());
    }

    @Test
    void keepsThePlanWhenTheTenantChangesOtherwise() {
        // Given
        var tenant = tenants.in("UTC");
        put(tenant, CUSTOM).statusCode(200);

        // When
        tenants.announce(tenant, 2, TenantStatus.SUSPENDED, "UTC");
        tenants.announce(tenant, 2, TenantStatus.SUSPENDED, "UTC");
        tenants.announce(tenant, 3, TenantStatus.ACTIVE, "Asia/Jerusalem");
        letTheNewsPass();

        // Then
        get(tenant).body("plan", equalTo("custom")).body("status", equalTo("active"));
        assertEquals(2, published(tenant, 2).size());
    }

    @Test
    void endsWithItsTenantAndIgnoresOlderNews() {
        // Given
        var tenant = tenants.in("UTC");

        // When
        tenants.announce(tenant, 5, TenantStatus.DELETED, "UTC");
        tenants.announce(tenant, 4, TenantStatus.ACTIVE, "UTC");
        Waiting.until("the subscription ended", () -> "ended".equals(status(tenant)));
        letTheNewsPass();

        // Then
        put(tenant, CUSTOM).statusCode(409).body("code", equalTo("subscription-ended"));
        assertEquals("ended", status(tenant));
        var last = published(tenant, 2).getLast();
        assertEquals(2, last.version());
        assertEquals(List.of(0L, 0L), last.limits().stream().map(Limit::amount).toList());
    }

    @Test
    void isNeverActiveWhenTheDeletionIsHeardFirst() {
        var tenant = tenants.unknown();

        tenants.announce(tenant, 7, TenantStatus.DELETED, "UTC");
        tenants.announce(tenant, 1, TenantStatus.ACTIVE, "UTC");
        Waiting.until("the subscription is known", () -> "ended".equals(status(tenant)));
        letTheNewsPass();

        assertEquals("ended", status(tenant));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {}",
                "400 | null",
                "400 | []",
                "400 | {\"plan\":null}",
                "400 | {\"plan\":\"\"}",
                "400 | {\"plan\":\"platinum\"}",
                "400 | {\"plan\":\"free\",\"price\":0}",
                "400 | {\"plan\":\"free\",\"limits\":{\"messages\":5}}",
                "400 | {\"plan\":\"custom\",\"limits\":{\"smiles\":5}}",
                "400 | {\"plan\":\"custom\",\"limits\":{\"messages\":-1}}",
                "400 | {\"plan\":\"custom\",\"limits\":{\"messages\":1.5}}",
                "400 | {\"plan\":\"custom\",\"limits\":{\"messages\":\"5\"}}",
                "400 | {\"plan\":\"custom\",\"limits\":{\"messages\":[5]}}",
                "400 | {\"plan\":\"custom\",\"limits\":{\"messages\":true}}",
                "400 | {\"plan\":\"custom\",\"limits\":{\"messages\":1000000000001}}",
                "400 | {\"plan\":\"custom\",\"limits\":{\"messages\":99999999999999999999}}",
                "400 | {\"plan\":\"custom\",\"limits\":{\"messages\":1e400}}",
                "400 | {\"plan\":\"custom\",\"limits\":{\"requests\":0}}",
                "400 | {\"plan\":\"custom\",\"limits\":{\"requests\":1000001}}",
                "400 | {\"plan\":\"custom\",\"limits\":{\"\\u0000\":1}}",
                "400 | {\"plan\":\"\\u0000\"}",
                "400 | {\"plan\":\"custom\",\"limits\":[1]}",
                "400 | {\"plan\":\"custom\"",
            })
    void refusesWhatIsNoSubscription(int status, String body) {
        var tenant = tenants.in("UTC");

        put(tenant, body).statusCode(status).contentType("application/problem+json");

        get(tenant).body("plan", equalTo("free")).body("limits.amount", equalTo(List.of(1000, 60)));
    }

    @Test
    void saysWhichLimitIsWrong() {
        put(tenants.in("UTC"), "{\"plan\":\"custom\",\"limits\":{\"messages\":-1}}")
                .body("code", equalTo("validation-failed"))
                .body("errors[0].pointer", equalTo("/limits/messages"))
                .body("errors[0].code", equalTo("limit-out-of-range"));
    }

    @Test
    void offersItsPlans() {
        given().auth()
                .oauth2(TestTokens.member(Role.ANALYST, tenants.in("UTC")))
                .get("/api/v1/billing/plans")
                .then()
                .statusCode(200)
                .body("data.plan", hasItems("free", "starter", "pro"))
                .body("data.plan", not(hasItem("custom")))
                .body("data.find { it.plan == 'free' }.limits[0].amount", equalTo(1000))
                .body("data.find { it.plan == 'starter' }.terms.base_minor", equalTo(2900));
    }

    /** What was sent has been taken when the consumer group has nothing before it. */
    private void letTheNewsPass() {
        Waiting.until("all news of tenants is taken", () -> kafka.lag("usher-billing-subscriptions") == 0);
    }

    private static String status(TenantId tenant) {
        return get(tenant).extract().path("status") instanceof String status ? status : "";
    }

    private static ValidatableResponse get(TenantId tenant) {
        return given().auth()
                .oauth2(TestTokens.platformAdmin())
                .get("/api/v1/billing/subscription?tenant=" + tenant)
                .then();
    }

    private static ValidatableResponse put(TenantId tenant, String body) {
        return given().auth()
                .oauth2(TestTokens.platformAdmin())
                .contentType(ContentType.JSON)
                .body(body)
                .put("/api/v1/billing/subscription?tenant=" + tenant)
                .then();
    }

    private List<EntitlementsChanged> published(TenantId tenant, int count) {
        Waiting.until(
                count + " entitlements are published", () -> published(tenant).size() >= count);
        return published(tenant);
    }

    private List<EntitlementsChanged> published(TenantId tenant) {
        return kafka.all(Topic.ENTITLEMENTS.topic()).stream()
                .filter(message -> tenant.toString().equals(message.key()))
                .map(message -> read(message.value()))
                .toList();
    }

    private static EntitlementsChanged read(byte[] json) {
        try {
            return EventJson.read(json, EntitlementsChanged.class).data();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

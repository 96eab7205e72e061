package usher.billing.purchase;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static usher.billing.purchase.Shop.offer;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import usher.billing.Waiting;
import usher.billing.purchase.offer.Tier;
import usher.contracts.event.VisitorGrant;
import usher.contracts.id.VisitorId;
import usher.kit.test.EmbeddedPlatform;

/** Subscriptions that tenants were paid for by other means. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class GrantTest {
    @Inject
    PurchaseService subscriptions;

    @Inject
    DuePurchases due;

    @Inject
    Told told;

    @Inject
    InstantSource clock;

    @Test
    void givesOnePeriodForEachReferenceAndTellsChatOnce() {
        // Given
        var shop = shop();
        var other = shop();
        var visitor = Shop.visitor();

        // When
        var first = json(shop, visitor, "monthly", "payment 1");
        var again = json(shop, visitor, "monthly", "payment 1");

        // Then
        assertEquals(first.getString("id"), again.getString("id"));
        assertEquals(first.getString("expires_at"), again.getString("expires_at"));
        shop.see(visitor, "status")
                .body("tier", equalTo("premium"), "messages_per_day", nullValue(), "subscriptions", hasSize(1));
        shop.see(visitor, "history")
                .body("data.event", contains("purchased"), "data[0].reference", equalTo("payment 1"));
        Waiting.until("chat-service hears it", () -> !heard(shop, visitor).isEmpty());
        assertEquals(1, heard(shop, visitor).size());
        shop.grant(Shop.visitor(), "monthly", "payment 1").statusCode(409).body("code", equalTo("reference-reused"));
        other.see(visitor, "status").body("tier", equalTo("lightweight"), "subscriptions", hasSize(0));
        other.see(visitor, "history").body("data", hasSize(0));
        other.grant(visitor, "monthly", "payment 1").statusCode(200);
    }

    @Test
    void addsPeriodsByTheCalendarOfItsStart() {
        var shop = shop();
        var visitor = Shop.visitor();
        var start = Instant.parse("2027-01-31T10:00:00Z");

        var ends = IntStream.range(0, 3)
                .mapToObj(at ->
                        grant(shop, visitor, "monthly", "payment " + at, start).expiresAt())
                .toList();

        assertEquals(
                List.of("2027-02-28T10:00:00Z", "2027-03-31T10:00:00Z", "2027-04-30T10:00:00Z"),
                ends.stream().map(String::valueOf).toList());
    }

    @Test
    void goesThroughGraceAndExpiryWhenTheClockJumpsAYear() {
        // Given
        var shop = shop();
        var visitor = Shop.visitor();
        var start = clock.instant();
        var end = start.atZone(ZoneOffset.UTC).plusMonths(1).toInstant();
        grant(shop, visitor, "monthly", "payment", start);

        // When nobody has looked in between
        assertEquals(
                State.ACTIVE,
                standing(shop, visitor, end.minusSeconds(1))
                        .subscriptions()
                        .getFirst()
                        .state());
        assertEquals(
                State.GRACE,
                standing(shop, visitor, end).subscriptions().getFirst().state());
        assertEquals(
                Tier.PREMIUM,
                standing(shop, visitor, end.plus(Duration.ofDays(3)).minusSeconds(1))
                        .tier());
        assertEquals(
                Tier.LIGHTWEIGHT,
                standing(shop, visitor, end.plus(Duration.ofDays(3))).tier());
        wait(due.by(start.plus(Duration.ofDays(365))));

        // Then
        var history = shop.see(visitor, "history").extract().jsonPath();
        assertEquals(List.of("expired", "grace_started", "purchased"), history.getList("data.event"));
        assertEquals(
                List.of(millis(end.plus(Duration.ofDays(3)).toString()), millis(end.toString())),
                history.<String>getList("data.happened_at").subList(0, 2).stream()
                        .map(GrantTest::millis)
                        .toList());
        Waiting.until("chat-service hears it", () -> heard(shop, visitor).size() == 2);
        assertEquals(List.of(), heard(shop, visitor).getLast());
        assertEquals(1, heard(shop, visitor).getFirst().size());
    }

    @Test
    void renewsWithinTheGraceAndBeginsAnewAfterIt() {
        var shop = shop();
        var visitor = Shop.visitor();
        var start = Instant.parse("2027-01-10T00:00:00Z");
        var first = grant(shop, visitor, "monthly", "1", start);

        var renewed = grant(shop, visitor, "monthly", "2", Instant.parse("2027-02-12T00:00:00Z"));
        var late = grant(shop, visitor, "monthly", "3", Instant.parse("2027-05-01T00:00:00Z"));

        assertEquals(first.id(), renewed.id());
        assertEquals(Instant.parse("2027-03-10T00:00:00Z"), renewed.expiresAt());
        assertTrue(!late.id().equals(first.id()));
        assertEquals(Instant.parse("2027-06-01T00:00:00Z"), late.expiresAt());
        shop.see(visitor, "history")
                .body(
                        "data.event",
                        contains("purchased", "expired", "grace_started", "renewed", "grace_started", "purchased"));
    }

    @Test
    void endsACancelledOneWhenItsTimeIsOverWithoutAGrace() {
        var shop = shop();
        var visitor = Shop.visitor();
        shop.grant(visitor, "monthly", "1").statusCode(200);

        shop.as(visitor, "cancel", Map.of())
                .statusCode(200)
                .body("state", equalTo("cancelled"), "renews", equalTo(false));
        var status = shop.see(visitor, "status").extract().jsonPath();

        assertEquals(status.getString("subscriptions[0].expires_at"), status.getString("until"));
        assertEquals("premium", status.getString("tier"));
        shop.as(visitor, "cancel", Map.of()).statusCode(409).body("code", equalTo("nothing-to-cancel"));
        shop.as(visitor, "cancel", Map.of("subscription", status.getString("subscriptions[0].id")))
                .statusCode(200)
                .body("state", equalTo("cancelled"));
        shop.see(visitor, "history").body("data.event", contains("cancelled", "purchased"));
    }

    @Test
    void holdsForLifeWhatIsBoughtOnce() {
        var shop = shop();
        var visitor = Shop.visitor();
        shop.grant(visitor, "forever", "1").statusCode(200).body("expires_at", nullValue(), "renews", equalTo(false));

        assertEquals(
                Tier.PREMIUM,
                standing(shop, visitor, Instant.parse("2999-01-01T00:00:00Z")).tier());
        shop.grant(visitor, "forever", "2").statusCode(409).body("code", equalTo("already-for-life"));
        shop.as(visitor, "cancel", Map.of()).statusCode(409).body("code", equalTo("nothing-to-cancel"));
        Waiting.until("chat-service hears it", () -> !heard(shop, visitor).isEmpty());
        assertEquals(
                List.of(new VisitorGrant("premium", null, null)),
                heard(shop, visitor).getLast());
    }

    @Test
    void takesFiftyEqualRequestsAtOnceAsOne() {
        var shop = shop();
        var visitor = Shop.visitor();
        var paid = new GrantPurchase(visitor, "monthly", "the same");
        var now = clock.instant();

        var all = IntStream.range(0, 50)
                .mapToObj(at -> subscriptions.grant(shop.tenant().id(), paid, "test", now))
                .toList();
        wait(Uni.join().all(all).andFailFast());

        shop.see(visitor, "history").body("data", hasSize(1));
    }

    @Test
    void refusesWhatCannotBeGranted() {
        var shop = shop();
        var visitor = Shop.visitor();

        shop.grant(visitor, "unknown", "1").statusCode(400).body("errors[0].code", equalTo("offer-unknown"));
        shop.post("grants", Map.of("visitor", visitor.toString(), "offer", "monthly", "reference", ""))
                .statusCode(400);
        shop.post("grants", Map.of("visitor", "nobody", "offer", "monthly", "reference", "1"))
                .statusCode(400);
        shop.as(visitor, "grants", Map.of("visitor", visitor.toString(), "offer", "monthly", "reference", "1"))
                .statusCode(403);
        shop.post("cancel", Map.of()).statusCode(400).body("errors[0].code", equalTo("visitor-required"));
        shop.as(visitor, "cancel", Map.of("visitor", Shop.visitor().toString())).statusCode(404);
        shop.see(visitor, "status?visitor=" + Shop.visitor()).statusCode(404);
        shop.see(visitor, "history?starting_after=x").statusCode(400);
    }

    private static Shop shop() {
        var shop = Shop.open();
        shop.publish("monthly", offer("monthly", null, null)).statusCode(200);
        shop.publish("forever", offer("lifetime", null, null)).statusCode(200);
        return shop;
    }

    private static JsonPath json(Shop shop, VisitorId visitor, String offer, String reference) {
        return shop.grant(visitor, offer, reference).statusCode(200).extract().jsonPath();
    }

    private PurchaseView grant(Shop shop, VisitorId visitor, String offer, String reference, Instant now) {
        return wait(subscriptions.grant(shop.tenant().id(), new GrantPurchase(visitor, offer, reference), "test", now));
    }

    private StatusView standing(Shop shop, VisitorId visitor, Instant now) {
        return wait(subscriptions.status(shop.tenant().id(), visitor, now));
    }

    private List<List<VisitorGrant>> heard(Shop shop, VisitorId visitor) {
        return told.of(shop.tenant().id(), visitor).stream()
                .map(said -> said.grants())
                .toList();
    }

    private static Instant millis(String text) {
        return Instant.parse(text).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}

package usher.billing.purchase;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static usher.billing.purchase.PlayStandIn.product;
import static usher.billing.purchase.PlayStandIn.subscription;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.kit.test.EmbeddedPlatform;

/** What visitors buy in Google Play and bring. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class PlayPurchaseTest {
    @Inject
    PlayStandIn google;

    @Inject
    DuePurchases due;

    @Inject
    PurchaseService subscriptions;

    @Inject
    InstantSource clock;

    private Instant soon;

    @BeforeEach
    void begin() {
        google.fails(0, 503);
        soon = clock.instant().plus(Duration.ofDays(20));
    }

    @Test
    void givesWhatWasBoughtAndAcknowledgesItOnce() {
        // Given
        var play = PlayShop.open(google);
        var other = PlayShop.open(google);
        var visitor = Shop.visitor();
        play.says("t1", subscription("gold", "ACTIVE", soon));

        // When
        play.verify(visitor, "gold", "t1")
                .statusCode(200)
                .body("offer", equalTo("monthly"), "state", equalTo("active"), "source", equalTo("google_play"));
        play.verify(visitor, "gold", "t1").statusCode(200);

        // Then
        assertEquals("premium", play.tier(visitor));
        assertEquals(1, play.acknowledgements("t1"));
        play.shop().see(visitor, "history").body("data.event", contains("purchased"));
        other.shop().see(visitor, "status").body("tier", equalTo("lightweight"));
        other.verify(visitor, "gold", "t1").statusCode(422).body("code", equalTo("purchase-unknown"));
    }

    @Test
    void refusesATokenThatIsAnotherVisitors() {
        var play = PlayShop.open(google);
        var owner = Shop.visitor();
        play.says("t2", subscription("gold", "ACTIVE", soon));
        play.verify(owner, "gold", "t2").statusCode(200);
        play.says(
                "named",
                subscription("gold", "ACTIVE", soon)
                        .put(
                                "externalAccountIdentifiers",
                                new JsonObject().put("obfuscatedExternalAccountId", owner.toString())));

        play.verify(Shop.visitor(), "gold", "t2").statusCode(409).body("code", equalTo("purchase-token-used"));
        play.verify(Shop.visitor(), "gold", "named").statusCode(409).body("code", equalTo("purchase-token-used"));

        play.verify(owner, "gold", "named").statusCode(200);
    }

    @Test
    void refusesATokenThatIsAVisitorsOfAnotherTenantWithTheSameApp() {
        var play = PlayShop.open(google);
        var visitor = Shop.visitor();
        play.says("both", subscription("gold", "ACTIVE", soon));
        play.verify(visitor, "gold", "both").statusCode(200);
        var twin = new PlayShop(Shop.open(), google, play.app(), "twin-of-" + play.pusher());
        twin.shop().publish("monthly", Shop.offer("monthly", null, "gold")).statusCode(200);
        twin.configure(google.account("twin-of-" + play.pusher(), play.app())).statusCode(200);

        twin.verify(visitor, "gold", "both").statusCode(409).body("code", equalTo("purchase-token-used"));

        assertEquals("lightweight", twin.tier(visitor));
        assertEquals("premium", play.tier(visitor));
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, active, premium",
        "IN_GRACE_PERIOD, grace, premium",
        "ON_HOLD, on_hold, lightweight",
        "CANCELED, cancelled, premium",
        "EXPIRED, expired, lightweight",
        "PAUSED, paused, lightweight",
        "PENDING, pending, lightweight",
    })
    void givesByTheStateOfTheStore(String said, String state, String tier) {
        var play = PlayShop.open(google);
        var visitor = Shop.visitor();
        play.says("t3", subscription("gold", said, soon));

        play.verify(visitor, "gold", "t3").statusCode(200).body("state", equalTo(state));

        assertEquals(tier, play.tier(visitor));
        assertEquals(tier.equals("premium") ? 1 : 0, play.acknowledgements("t3"));
    }

    @Test
    void holdsForLifeWhatWasBoughtOnceUntilItIsGivenBack() {
        // Given
        var play = PlayShop.open(google);
        var visitor = Shop.visitor();
        play.says("life", product(0));
        play.verify(visitor, "gold_forever", "life")
                .statusCode(200)
                .body("expires_at", nullValue(), "kind", equalTo("lifetime"));
        assertEquals(1, play.acknowledgements("life"));

        // When
        play.says("life", product(1));
        play.push(
                        google.signed(PlayStandIn.push(play.pusher(), PlayShop.AUDIENCE)),
                        new JsonObject()
                                .put(
                                        "voidedPurchaseNotification",
                                        new JsonObject()
                                                .put("purchaseToken", "life")
                                                .put("orderId", "GPA.1234")
                                                .put("productType", 2)))
                .statusCode(204);

        // Then
        assertEquals("lightweight", play.tier(visitor));
        play.shop().see(visitor, "history").body("data.event", contains("revoked", "purchased"));
    }

    @Test
    void takesThePlaceOfWhatItIsLinkedTo() {
        var play = PlayShop.open(google);
        var visitor = Shop.visitor();
        play.says("old", subscription("gold", "ACTIVE", soon));
        play.verify(visitor, "gold", "old").statusCode(200);
        play.says("new", subscription("gold", "ACTIVE", soon).put("linkedPurchaseToken", "old"));

        play.verify(Shop.visitor(), "gold", "new").statusCode(409).body("code", equalTo("purchase-token-used"));
        play.verify(visitor, "gold", "new").statusCode(200);
        play.push(3, "old").statusCode(204);

        play.shop().see(visitor, "status").body("subscriptions", hasSize(1));
        play.shop().see(visitor, "history").body("data.event", contains("purchased", "superseded", "purchased"));
    }

    @Test
    void refusesClearlyWhileGoogleIsAwayAndGoesOnWhenItIsBack() {
        var play = PlayShop.open(google);
        var visitor = Shop.visitor();
        play.says("t4", subscription("gold", "ACTIVE", soon));

        google.fails(3, 503);
        play.verify(visitor, "gold", "t4").statusCode(503).body("code", equalTo("dependency-unavailable"));
        google.fails(2, 500);
        play.verify(visitor, "gold", "t4").statusCode(200);

        assertEquals("premium", play.tier(visitor));
    }

    @Test
    void acknowledgesLaterWhatCouldNotBeAtOnce() {
        var play = PlayShop.open(google);
        var visitor = Shop.visitor();
        var bought = subscription("gold", "ACTIVE", soon);
        play.says("t5", bought.copy().put("acknowledgementState", "ACKNOWLEDGEMENT_STATE_PENDING"));
        play.verify(visitor, "gold", "t5").statusCode(200);
        var late = subscription("gold", "ACTIVE", soon);
        play.says("t6", late);
        google.fails(0, 503);
        // The question is answered, its acknowledgement three times not.
        google.failsAfter(1, 3, 503);

        play.verify(Shop.visitor(), "gold", "t6").statusCode(200);
        assertEquals("ACKNOWLEDGEMENT_STATE_PENDING", late.getString("acknowledgementState"));
        wait(due.ask(clock.instant()));

        assertEquals("ACKNOWLEDGEMENT_STATE_ACKNOWLEDGED", late.getString("acknowledgementState"));
    }

    @Test
    void hearsOfARenewalByAskingWhenNobodyTold() {
        // Given
        var play = PlayShop.open(google);
        var visitor = Shop.visitor();
        play.says("t7", subscription("gold", "ACTIVE", soon));
        play.verify(visitor, "gold", "t7").statusCode(200);

        // When
        var next = soon.plus(Duration.ofDays(30));
        play.says("t7", subscription("gold", "ACTIVE", next));
        wait(due.ask(soon.plusSeconds(60)));

        // Then
        var later = wait(subscriptions.status(play.shop().tenant().id(), visitor, soon.plus(Duration.ofDays(10))));
        assertEquals(State.ACTIVE, later.subscriptions().getFirst().state());
        play.shop().see(visitor, "history").body("data[0].event", equalTo("renewed"));
    }

    @Test
    void stopsRenewalsAtTheStore() {
        var play = PlayShop.open(google);
        var visitor = Shop.visitor();
        play.says("t8", subscription("gold", "ACTIVE", soon));
        play.verify(visitor, "gold", "t8").statusCode(200);

        play.shop().as(visitor, "cancel", Map.of()).statusCode(200).body("state", equalTo("cancelled"));

        assertEquals("SUBSCRIPTION_STATE_CANCELED", google.of(play.app(), "t8").getString("subscriptionState"));
        assertEquals("premium", play.tier(visitor));
    }

    @Test
    void keepsTheKeyToItselfAndRefusesWhatIsNone() {
        var play = PlayShop.open(google);
        play.shop()
                .get("visitor-selling/google-play")
                .statusCode(200)
                .body("package_name", equalTo(play.app()))
                .body("push.email", equalTo(play.pusher()))
                .body(not(containsString("private_key")), not(containsString("PRIVATE KEY")));

        var broken = new HashMap<>(google.account("x@example.com", "com.example.x"));
        broken.put("private_key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
        play.configure(broken).statusCode(400).body("errors[0].pointer", equalTo("/service_account/private_key"));
        broken.remove("client_email");
        play.configure(broken).statusCode(400).body("errors[0].pointer", equalTo("/service_account/client_email"));
        var stranger = google.account("stranger@example.com", "com.example.other");
        play.configure(stranger).statusCode(200);
        play.says("t9", subscription("gold", "ACTIVE", soon));
        play.verify(Shop.visitor(), "gold", "t9").statusCode(409).body("code", equalTo("google-play-refused"));
        Shop.open().get("visitor-selling/google-play").statusCode(404);
    }

    @Test
    void refusesWhatNoOfferStandsFor() {
        var play = PlayShop.open(google);
        play.says("t10", subscription("silver", "ACTIVE", soon));

        play.verify(Shop.visitor(), "silver", "t10").statusCode(400).body("errors[0].code", equalTo("product-unknown"));
        play.verify(Shop.visitor(), "gold", "t10").statusCode(400).body("errors[0].code", equalTo("product-differs"));
        play.verify(Shop.visitor(), "gold", "nowhere").statusCode(422).body("code", equalTo("purchase-unknown"));
        play.verify(Shop.visitor(), "gold", "").statusCode(400);
        var poor = Shop.open();
        poor.as(Shop.visitor(), "verify", Map.of("product_id", "gold", "purchase_token", "t"))
                .statusCode(409)
                .body("code", equalTo("google-play-not-configured"));
    }

    private static <T> T wait(io.smallrye.mutiny.Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}

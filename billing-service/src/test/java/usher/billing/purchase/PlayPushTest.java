package usher.billing.purchase;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static usher.billing.purchase.PlayStandIn.push;
import static usher.billing.purchase.PlayStandIn.subscription;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.billing.Waiting;
import usher.kit.test.EmbeddedPlatform;

/** What Google Play tells by itself. */
@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class PlayPushTest {
    @Inject
    PlayStandIn google;

    @Inject
    Told told;

    @Inject
    InstantSource clock;

    private Instant soon;

    @BeforeEach
    void begin() {
        google.fails(0, 503);
        soon = clock.instant().plus(Duration.ofDays(20));
    }

    @Test
    void hasOneEffectOfNotificationsThatComeThreeTimesInAnyOrder() {
        // Given
        long seed = System.nanoTime();
        System.out.println("push seed " + seed);
        var play = PlayShop.open(google);
        var visitor = Shop.visitor();
        play.says("t", subscription("gold", "ACTIVE", soon));
        play.verify(visitor, "gold", "t").statusCode(200);
        play.says("t", subscription("gold", "ACTIVE", soon.plus(Duration.ofDays(30))));
        var pushes = new ArrayList<Integer>();
        List.of(4, 2, 3).forEach(type -> pushes.addAll(List.of(type, type, type)));
        Collections.shuffle(pushes, new Random(seed));

        // When
        var sent = pushes.stream()
                .map(type ->
                        CompletableFuture.runAsync(() -> play.push(type, "t").statusCode(204)))
                .toList();
        sent.forEach(CompletableFuture::join);

        // Then
        play.shop().see(visitor, "history").body("data.event", contains("renewed", "purchased"));
        Waiting.until(
                "chat-service hears it",
                () -> told.of(play.shop().tenant().id(), visitor).size() >= 2);
        assertEquals(2, told.of(play.shop().tenant().id(), visitor).size());
        assertEquals("premium", play.tier(visitor));
    }

    @Test
    void takesAccessAwayAndGivesItBackAsTheStoreSays() {
        var play = PlayShop.open(google);
        var visitor = Shop.visitor();
        play.says("h", subscription("gold", "ACTIVE", soon));
        play.verify(visitor, "gold", "h").statusCode(200);

        play.says("h", subscription("gold", "ON_HOLD", soon));
        play.push(5, "h").statusCode(204);
        assertEquals("lightweight", play.tier(visitor));
        play.says("h", subscription("gold", "ACTIVE", soon));
        play.push(1, "h").statusCode(204);

        assertEquals("premium", play.tier(visitor));
        play.shop().see(visitor, "history").body("data.event", contains("recovered", "on_hold", "purchased"));
    }

    @Test
    void believesNothingThatANotificationClaims() {
        var play = PlayShop.open(google);
        var visitor = Shop.visitor();
        play.says("c", subscription("gold", "ACTIVE", soon));
        play.verify(visitor, "gold", "c").statusCode(200);

        play.push(13, "c").statusCode(204);

        assertEquals("premium", play.tier(visitor));
    }

    @Test
    void refusesWhatGoogleDidNotSend() {
        // Given
        var play = PlayShop.open(google);
        var other = PlayShop.open(google);
        var visitor = Shop.visitor();
        play.says("f", subscription("gold", "ACTIVE", soon));
        play.verify(visitor, "gold", "f").statusCode(200);
        play.says("f", subscription("gold", "EXPIRED", soon));

        // When
        var forged = PlayStandIn.sign(push(play.pusher(), PlayShop.AUDIENCE), PlayStandIn.key("google-1"));
        var unknownKey = PlayStandIn.sign(push(play.pusher(), PlayShop.AUDIENCE), PlayStandIn.key("google-9"));
        for (var bearer : List.of(
                forged,
                unknownKey,
                "garbage",
                "a.b.c",
                with(play, claims -> claims.setExpirationTime(NumericDate.fromSeconds(1_000))),
                with(play, claims -> claims.setAudience("https://elsewhere.example.com")),
                with(play, claims -> claims.setIssuer("https://accounts.example.com")),
                with(play, claims -> claims.setClaim("email_verified", false)),
                with(play, claims -> claims.setClaim("email", other.pusher())),
                with(play, claims -> claims.unsetClaim("email")))) {
            play.push(bearer, 13, "f").statusCode(401).body("code", equalTo("signature-invalid"));
        }
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/billing/webhooks/google-play")
                .then()
                .statusCode(401);

        // Then
        assertEquals("premium", play.tier(visitor));
        play.push(13, "f").statusCode(204);
        assertEquals("lightweight", play.tier(visitor));
    }

    @Test
    void takesAnUnknownTokenForWhomTheStoreNamesAndForNobodyElse() {
        var play = PlayShop.open(google);
        var visitor = Shop.visitor();
        play.says("nobodys", subscription("gold", "ACTIVE", soon));
        play.says(
                "named",
                subscription("gold", "ACTIVE", soon)
                        .put(
                                "externalAccountIdentifiers",
                                new JsonObject().put("obfuscatedExternalAccountId", visitor.toString())));

        play.push(4, "nobodys").statusCode(204);
        play.push(4, "never-was").statusCode(204);
        play.shop().get("visitor-subscriptions").body("data", hasSize(0));
        play.push(4, "named").statusCode(204);

        assertEquals("premium", play.tier(visitor));
        assertEquals(1, play.acknowledgements("named"));
        play.shop().get("visitor-subscriptions").body("data", hasSize(1));
    }

    @Test
    void asksToBePushedAgainWhileGoogleDoesNotAnswer() {
        var play = PlayShop.open(google);
        var visitor = Shop.visitor();
        play.says("w", subscription("gold", "ACTIVE", soon));
        play.verify(visitor, "gold", "w").statusCode(200);
        play.says("w", subscription("gold", "PAUSED", soon));

        google.fails(3, 500);
        play.push(10, "w").statusCode(503);
        play.push(10, "w").statusCode(204);

        assertEquals("lightweight", play.tier(visitor));
    }

    @Test
    void takesTestsAndRefusesWhatIsNoNotification() {
        var play = PlayShop.open(google);
        var bearer = google.signed(push(play.pusher(), PlayShop.AUDIENCE));

        play.push(bearer, new JsonObject().put("testNotification", new JsonObject().put("version", "1.0")))
                .statusCode(204);
        for (var body : List.of(
                "", "{}", "[]", "null", "{\"message\":{\"data\":\"!\"}}", "{\"message\":{\"data\":\"e30=\"}}")) {
            given().auth()
                    .oauth2(bearer)
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/api/v1/billing/webhooks/google-play")
                    .then()
                    .statusCode(400);
        }
    }

    private String with(PlayShop play, Consumer<JwtClaims> change) {
        var claims = push(play.pusher(), PlayShop.AUDIENCE);
        change.accept(claims);
        return google.signed(claims);
    }
}

package usher.billing.purchase;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static usher.billing.purchase.Shop.offer;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.billing.Waiting;
import usher.contracts.event.VisitorEntitled;
import usher.contracts.event.VisitorGrant;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class OfferTest {
    @Inject
    Told told;

    @Test
    void showsVisitorsWhatTheyCanBuyAndMembersEverything() {
        // Given
        var shop = Shop.open();
        var other = Shop.open();

        // When
        shop.publish("monthly", offer("monthly", 100, "gold")).statusCode(200).body("kind", equalTo("monthly"));
        shop.publish("forever", offer("lifetime", null, null)).statusCode(200).body("messages_per_day", nullValue());
        var gone = new HashMap<String, Object>(offer("daily", 50, null));
        gone.put("enabled", false);
        shop.publish("daily", gone).statusCode(200);

        // Then
        shop.see(Shop.visitor(), "plans").statusCode(200).body("data.key", contains("forever", "monthly"));
        shop.see(Shop.visitor(), "plans?limit=1")
                .body("data.key", contains("forever"), "next_cursor", equalTo("forever"));
        shop.see(Shop.visitor(), "plans?limit=1&starting_after=forever").body("data.key", contains("monthly"));
        shop.get("visitor-offers").body("data.key", contains("daily", "forever", "monthly"));
        other.see(Shop.visitor(), "plans").body("data", hasSize(0));
        other.get("visitor-offers").body("data", hasSize(0));
    }

    @Test
    void givesEverybodyTenMessagesADayAsSoonAsSomethingIsSoldAndNoLimitBefore() {
        // Given
        var shop = Shop.open();
        var visitor = Shop.visitor();
        shop.see(visitor, "status").body("tier", equalTo("lightweight"), "messages_per_day", nullValue());
        shop.get("visitor-selling")
                .body("selling", equalTo(false), "free_messages_per_day", equalTo(10), "grace_days", equalTo(3));

        // When
        shop.publish("monthly", offer("monthly", null, null)).statusCode(200);
        shop.see(visitor, "status").body("messages_per_day", equalTo(10));
        shop.put("visitor-selling", Map.of("free_messages_per_day", 5, "grace_days", 0))
                .statusCode(200)
                .body("selling", equalTo(true));
        var gone = new HashMap<String, Object>(offer("monthly", null, null));
        gone.put("enabled", false);
        shop.publish("monthly", gone).statusCode(200);

        // Then
        shop.see(visitor, "status").body("messages_per_day", nullValue());
        Waiting.until(
                "chat-service hears it", () -> told.ofAll(shop.tenant().id()).size() == 3);
        assertEquals(
                List.of(free(10L), free(5L), free(null)),
                told.ofAll(shop.tenant().id()).stream()
                        .map(VisitorEntitled::grants)
                        .map(List::getFirst)
                        .toList());
        assertEquals(
                List.of(1L, 2L, 3L),
                told.ofAll(shop.tenant().id()).stream()
                        .map(VisitorEntitled::version)
                        .toList());
    }

    private static VisitorGrant free(@Nullable Long messages) {
        return new VisitorGrant("lightweight", messages, null);
    }

    @Test
    void saysNothingOfATenantThatSetsWhatHoldsAndSellsNothing() {
        var shop = Shop.open();
        var seller = Shop.open();

        shop.put("visitor-selling", Map.of("free_messages_per_day", 5, "grace_days", 1))
                .statusCode(200);
        seller.publish("monthly", offer("monthly", null, null)).statusCode(200);

        Waiting.until(
                "the seller is heard", () -> told.ofAll(seller.tenant().id()).size() == 1);
        assertEquals(List.of(), told.ofAll(shop.tenant().id()));
        shop.see(Shop.visitor(), "status").body("messages_per_day", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "kind, weekly, /kind, 400",
        "currency, XXX, /currency, 400",
        "currency, eur, /currency, 400",
        "price_minor, -1, /price_minor, 400",
        "messages_per_day, -1, /messages_per_day, 400",
        "name, '', /name, 400",
        "tier, gold, /tier, 400",
        "color, red, /color, 400",
    })
    void refusesWhatIsNoOffer(String field, String value, String pointer, int status) {
        var bad = new HashMap<String, Object>(offer("monthly", null, null));
        bad.put(field, value.matches("-?\\d+") ? Integer.valueOf(value) : value);

        Shop.open().publish("monthly", bad).statusCode(status).body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void refusesAnotherKindUnderTheSameKeyAndAProductThatIsTaken() {
        var shop = Shop.open();
        shop.publish("gold", offer("monthly", null, "gold")).statusCode(200);

        shop.publish("gold", offer("yearly", null, "gold")).statusCode(409).body("code", equalTo("offer-kind-fixed"));
        shop.publish("other", offer("monthly", null, "gold"))
                .statusCode(409)
                .body("code", equalTo("store-product-taken"));
        shop.publish("Bad_Key", offer("monthly", null, null))
                .statusCode(400)
                .body("errors[0].code", equalTo("key-invalid"));
        shop.put("visitor-selling", Map.of("grace_days", 31)).statusCode(400);
    }
}

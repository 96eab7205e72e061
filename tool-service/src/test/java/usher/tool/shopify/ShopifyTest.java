package usher.tool.shopify;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Systems;
import usher.tool.Tools;
import usher.tool.commerce.Shops;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class ShopifyTest {
    private final ShopifyShop shop = new ShopifyShop();
    private final TenantId tenant = Tools.tenant();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void tellsACustomerOfTheirOrder() {
        // Given
        shop.order("#10425", "eve@example.com", 78);
        shop.order("#1042", "anna@example.com", 77);

        // When
        var told = ask("get_order", Shops.order("#1042", "Anna@Example.com"));

        // Then
        told.body("state", equalTo("succeeded"))
                .body("result.number", equalTo("#1042"))
                .body("result.status", equalTo("open"))
                .body("result.payment_status", equalTo("paid"))
                .body("result.fulfillment_status", equalTo("partially_fulfilled"))
                .body("result.placed_at", equalTo("2026-11-20T10:00:00Z"))
                .body("result.cancelled_at", nullValue())
                .body("result.total.amount", equalTo("59.90"))
                .body("result.total.currency", equalTo("EUR"))
                .body("result.items[0].name", equalTo("Mug, Blue"))
                .body("result.items[1].sku", nullValue())
                .body("result.shipments", hasSize(2))
                .body("result.shipments[0].tracking_number", equalTo("00340"))
                .body("result.shipments[1].status", equalTo("label_printed"));
        told.body(not(containsString("anna@example.com"))).body(not(containsString("Leave it at the door")));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1042, eve@example.com, -",
                "1042, -, 78",
                "1042, anna@example.com, 78",
                "1042, eve@example.com, 77",
                "104, anna@example.com, -",
                "9999, anna@example.com, -"
            })
    void tellsNobodyOfAnOrderThatIsNotTheirs(String number, String email, String customer) {
        shop.order("#1042", "anna@example.com", 77);
        var asked = new JsonObject().put("order_number", number);
        if (email != null) {
            asked.put("email", email);
        }
        if (customer != null) {
            asked.put("customer_id", customer);
        }

        ask("get_order", asked)
                .body("error.code", equalTo("not-found"))
                .body("error.message", equalTo("There is no such order of this customer."))
                .body(not(containsString("59.90")));
    }

    @Test
    void tellsNobodyOfAnOrderWhoseEmailTheShopDoesNotShow() {
        shop.order("#1042", null, 77);

        ask("get_order", Shops.order("1042", "null")).body("error.code", equalTo("not-found"));
        ask("get_order", new JsonObject().put("order_number", "1042")).body("error.code", equalTo("arguments-invalid"));
        ask("get_order", new JsonObject().put("order_number", "1042").put("customer_id", "77"))
                .body("result.number", equalTo("#1042"));
    }

    /** The tool fills who asks from the visitor's signed token; what a model says instead is thrown away. */
    @Test
    void goesByWhoTheVisitorIsAndNotByWhatIsSaid() {
        // Given
        shop.order("#1042", "anna@example.com", 77);
        var tool = Tools.plainTool(Tools.newName())
                .put("parameters", Systems.texts("order_number", "email"))
                .put("identity", new JsonObject().put("email", "email"));
        var name = Shops.bind(tenant, tool, Shops.takeOver(tenant, shop.connect(tenant), "get_order", 60), 5_000);
        var said = Shops.order("1042", "anna@example.com");

        // When
        var eve = Tools.invoke(tenant, Tools.call(name, said, new JsonObject().put("email", "eve@example.com")));

        // Then
        eve.body("error.code", equalTo("not-found"));
        Tools.invoke(tenant, Tools.call(name, said, new JsonObject().put("email", "anna@example.com")))
                .body("result.number", equalTo("#1042"));
        Tools.invoke(tenant, Tools.call(name, said, null)).body("error.code", equalTo("identity-required"));
    }

    @Test
    void findsProductsThatAreForSaleByWords() {
        // Given
        shop.product("Blue mug", "ACTIVE", 3);
        shop.product("Blue mug, secret edition", "DRAFT", 3);
        shop.product("Blue mug, sold out", "ACTIVE", 0);

        // When
        var found = ask("find_products", new JsonObject().put("query", "Blue \"mug\" OR -status:*"));

        // Then
        found.body("state", equalTo("succeeded")).body("result.products", hasSize(0));
        ask("find_products", new JsonObject().put("query", "\"Blue\" mug: "))
                .body("result.products", hasSize(2))
                .body("result.products[0].in_stock", equalTo(true))
                .body("result.products[0].quantity", equalTo(3))
                .body("result.products[0].price.amount", equalTo("12.5"))
                .body("result.products[1].in_stock", equalTo(false));
        ask("find_products", new JsonObject().put("query", "mug").put("limit", 1))
                .body("result.products", hasSize(1));
        ask("find_products", new JsonObject().put("query", "?!")).body("error.code", equalTo("arguments-invalid"));
    }

    @Test
    void tellsWhatIsInStockBySku() {
        // Given
        var mug = shop.product("Mug", "ACTIVE", 3);
        shop.variant(mug, "MUG-B", "Blue", 3);
        shop.variant(mug, "MUG-BX", "Blue, large", 0);
        shop.variant(shop.product("Not yet", "DRAFT", 9), "MUG-D", "Default Title", 9);

        // When
        var told = ask("get_stock", Shops.sku("MUG-B"));

        // Then
        told.body("result.stock", hasSize(1))
                .body("result.stock[0].name", equalTo("Mug, Blue"))
                .body("result.stock[0].quantity", equalTo(3))
                .body("result.stock[0].in_stock", equalTo(true));
        ask("get_stock", Shops.sku("MUG-D")).body("result.stock", hasSize(0));
        ask("get_stock", Shops.sku("MUG\" OR sku:*")).body("error.code", equalTo("arguments-invalid"));
    }

    @Test
    void testsAConnection() {
        Shops.test(tenant, shop.connect(tenant))
                .body("status", equalTo("working"))
                .body("test_sentence", equalTo("Mugs & More, EUR"));
        Shops.test(tenant, shop.connect(tenant, "shpat_wrong"))
                .body("status", equalTo("failing"))
                .body("test_code", equalTo("integration-unauthorized"))
                .body("test_sentence", containsString("Invalid API key or access token"))
                .body(not(containsString("shpat_wrong")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | {"errors": "Not Found"}        | integration-unavailable
            402 | {"errors": "Payment Required"} | tool-status
            200 | <html>Opening soon</html>      | result-invalid
            200 | {"data": {"shop": null}}       | result-invalid
            """)
    void isNotTakenForAShopByWhatIsNone(int status, String body, String code) {
        var id = shop.connect(tenant);
        shop.faults.next(status, body);

        Shops.test(tenant, id).body("status", equalTo("failing")).body("test_code", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | {"errors": "[API] Invalid API key or access token"}                                           | integration-unauthorized | false
            403 | {"errors": "This app is not approved"}                                                       | integration-unauthorized | false
            404 | {"errors": "Not Found"}                                                                      | integration-unavailable  | false
            200 | {"errors": [{"message": "Access denied for email", "extensions": {"code": "ACCESS_DENIED"}}]} | integration-unauthorized | false
            200 | {"errors": [{"message": "Field 'x' doesn't exist"}]}                                          | tool-error               | false
            200 | {"errors": [{"message": "Oops", "extensions": {"code": "INTERNAL_SERVER_ERROR"}}]}            | tool-error               | true
            200 | {"data": {"orders":                                                                          | result-invalid           | false
            200 | {}                                                                                           | result-invalid           | false
            200 |                                                                                              | result-invalid           | false
            """)
    void passesOnWhatTheShopSays(int status, String body, String code, boolean retryable) {
        var id = shop.connect(tenant);
        shop.faults.next(status, body == null ? "" : body);

        Shops.ask(tenant, id, "get_order", Shops.order("1042", "anna@example.com"))
                .body("error.code", equalTo(code))
                .body("error.retryable", equalTo(retryable))
                .body("error.uncertain", equalTo(false))
                .body("attempts", equalTo(1));
    }

    @Test
    void waitsUntilThePointsHaveComeBack() {
        shop.order("#1042", "anna@example.com", 77);
        shop.throttle(50, 40, 100);

        ask("get_order", Shops.order("1042", "anna@example.com"))
                .body("state", equalTo("succeeded"))
                .body("attempts", equalTo(2));
    }

    @Test
    void givesUpAtOnceWhenThePointsWouldComeTooLate() {
        // Given
        shop.throttle(2_000, 0, 10);
        var operation = Shops.takeOver(tenant, shop.connect(tenant), "get_stock", 0);
        var tool = Shops.bind(tenant, operation, 2_000);

        // When
        var outcome = Tools.invoke(tenant, Tools.call(tool, Shops.sku("MUG-B"), null));

        // Then
        outcome.body("error.code", equalTo("rate-limited")).body("error.retryable", equalTo(true));
        assertEquals(1, shop.asked().size());
    }

    @Test
    void asksAgainAfterTroubleOfTheServers() {
        shop.variant(shop.product("Mug", "ACTIVE", 3), "MUG-B", "Blue", 3);
        shop.faults.next(503, "");
        shop.faults.next(429, "{\"errors\": \"Exceeded 2 calls per second\"}", java.util.Map.of("Retry-After", "0"));

        ask("get_stock", Shops.sku("MUG-B")).body("result.stock", hasSize(1)).body("attempts", equalTo(3));
    }

    @Test
    void doesNotWaitForAShopThatIsSilent() {
        shop.faults.silence();
        var tool = Shops.bind(tenant, Shops.takeOver(tenant, shop.connect(tenant), "get_stock", 0), 300);

        Tools.invoke(tenant, Tools.call(tool, Shops.sku("MUG-B"), null))
                .body("error.code", equalTo("tool-timeout"))
                .body("error.uncertain", equalTo(false));
    }

    @Test
    void isSeenByItsTenantAlone() {
        // Given
        var other = Tools.tenant();
        shop.order("#1042", "anna@example.com", 77);
        var id = shop.connect(tenant);
        var operation = Shops.takeOver(tenant, id, "get_order", 0);

        // When
        var seen = Systems.run(other, id, operation, Shops.order("1042", "anna@example.com"));

        // Then
        seen.statusCode(404);
        Tools.asAdmin(other)
                .get(Systems.INTEGRATIONS + "/" + id + "/offers")
                .then()
                .statusCode(404);
        assertEquals(0, shop.asked().size());
    }

    private ValidatableResponse ask(String operation, JsonObject arguments) {
        return Shops.ask(tenant, shop.connect(tenant), operation, arguments);
    }
}

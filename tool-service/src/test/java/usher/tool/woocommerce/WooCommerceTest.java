package usher.tool.woocommerce;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
class WooCommerceTest {
    private final WooShop shop = new WooShop();
    private final TenantId tenant = Tools.tenant();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void tellsACustomerOfTheirOrder() {
        // Given
        shop.order(1042, "1042", "anna@example.com", 77);

        // When
        var told = ask("get_order", Shops.order("#1042", "Anna@Example.com"));

        // Then
        told.body("state", equalTo("succeeded"))
                .body("result.number", equalTo("1042"))
                .body("result.status", equalTo("processing"))
                .body("result.payment_status", equalTo("paid"))
                .body("result.fulfillment_status", nullValue())
                .body("result.placed_at", equalTo("2026-11-20T10:00:00Z"))
                .body("result.total.amount", equalTo("59.90"))
                .body("result.total.currency", equalTo("EUR"))
                .body("result.items", hasSize(2))
                .body("result.items[0].sku", equalTo("MUG-B"))
                .body("result.shipments", hasSize(0))
                .body("result.url", containsString("/my-account/view-order/1042/"));
        told.body(not(containsString("anna@example.com"))).body(not(containsString("Leave it at the door")));
    }

    /** Plugins give orders numbers of their own, which other orders may have as their ids. */
    @Test
    void findsAnOrderByTheNumberThatItsCustomerKnows() {
        shop.order(1042, "2001", "eve@example.com", 78);
        shop.order(1050, "1042", "anna@example.com", 77);
        shop.order(1051, "M-1042-A", "anna@example.com", 77);

        ask("get_order", Shops.order("1042", "anna@example.com")).body("result.url", containsString("/1050/"));
        ask("get_order", Shops.order("m-1042-a", "anna@example.com")).body("error.code", equalTo("not-found"));
        ask("get_order", Shops.order("M-1042-A", "anna@example.com")).body("result.url", containsString("/1051/"));
        ask("get_order", Shops.order("1042", "eve@example.com")).body("error.code", equalTo("not-found"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1042, eve@example.com, -",
                "1042, -, 78",
                "1042, anna@example.com, 78",
                "1042, eve@example.com, 77",
                "1043, -, 0",
                "1043, null, -",
                "1044, anna@example.com, -",
                "9999, anna@example.com, -"
            })
    void tellsNobodyOfAnOrderThatIsNotTheirs(String number, String email, String customer) {
        shop.order(1042, "1042", "anna@example.com", 77);
        shop.order(1043, "1043", null, 0);
        shop.order(1044, "1044", "anna@example.com", 77).put("status", "trash");
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
    void readsALongOrder() {
        // Given
        var lines = new JsonArray();
        IntStream.range(0, 80)
                .forEach(n -> lines.add(new JsonObject()
                        .put("name", "Article " + n)
                        .put("quantity", 1)
                        .put("meta_data", "x".repeat(2_000))));
        shop.order(1042, "1042", "anna@example.com", 77).put("line_items", lines);

        // When
        var told = ask("get_order", Shops.order("1042", "anna@example.com"));

        // Then
        told.body("state", equalTo("succeeded")).body("result.items", hasSize(20));
    }

    @Test
    void findsProductsThatAreForSaleByWords() {
        // Given
        shop.product("Blue mug", "MUG-B", 3);
        shop.product("Blue mug, secret edition", "MUG-S", 3).put("status", "draft");
        shop.product("Blue mug, made for you", "MUG-M", null).put("price", "");

        // When
        var found = ask("find_products", new JsonObject().put("query", "\"Blue\" mug:"));

        // Then
        found.body("result.products", hasSize(2))
                .body("result.products[0].price.amount", equalTo("12.5"))
                .body("result.products[0].price.currency", equalTo("EUR"))
                .body("result.products[0].quantity", equalTo(3))
                .body("result.products[1].price", nullValue())
                .body("result.products[1].quantity", nullValue())
                .body("result.products[1].in_stock", equalTo(true));
        ask("find_products", new JsonObject().put("query", "mug").put("limit", 1))
                .body("result.products", hasSize(1));
        ask("find_products", new JsonObject().put("query", "teapot")).body("result.products", hasSize(0));
    }

    @Test
    void tellsWhatIsInStockBySku() {
        // Given
        shop.product("Mug - Blue", "MUG-B", 0);
        shop.product("Mug - Green", "MUG-G", -2).put("stock_status", "onbackorder");
        shop.product("Not yet", "MUG-D", 9).put("status", "draft");

        // When
        var told = ask("get_stock", Shops.sku("mug-b"));

        // Then
        told.body("result.stock", hasSize(1))
                .body("result.stock[0].quantity", equalTo(0))
                .body("result.stock[0].in_stock", equalTo(false));
        ask("get_stock", Shops.sku("MUG-G")).body("result.stock[0].in_stock", equalTo(true));
        ask("get_stock", Shops.sku("MUG-D")).body("result.stock", hasSize(0));
        ask("get_stock", Shops.sku("MUG-B,MUG-G")).body("error.code", equalTo("arguments-invalid"));
    }

    @Test
    void testsAConnection() {
        Shops.test(tenant, shop.connect(tenant))
                .body("status", equalTo("working"))
                .body("test_sentence", equalTo("Mugs & More, EUR"));
        Shops.test(tenant, shop.connect(tenant, "cs_wrong"))
                .body("status", equalTo("failing"))
                .body("test_code", equalTo("integration-unauthorized"))
                .body("test_sentence", containsString("Sorry, you cannot list resources."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | {"code": "rest_no_route", "message": "No route", "data": {"status": 404}} | integration-unavailable
            301 |                                                                           | tool-status
            200 | <html>Are you human?</html>                                               | result-invalid
            """)
    void isNotTakenForAShopByWhatIsNone(int status, String body, String code) {
        var id = shop.connect(tenant);
        shop.faults.next(status, body == null ? "" : body);

        Shops.test(tenant, id).body("status", equalTo("failing")).body("test_code", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | {"code": "woocommerce_rest_cannot_view", "message": "Sorry.", "data": {"status": 401}} | integration-unauthorized | false
            403 | <html>Forbidden</html>                                                                 | integration-unauthorized | false
            404 | {"code": "rest_no_route", "message": "No route", "data": {"status": 404}}              | integration-unavailable  | false
            400 | {"code": "rest_invalid_param", "message": "Invalid parameter(s): sku"}                 | request-refused          | false
            200 | <br />Warning: Undefined variable in plugin.php [{"sku":                               | result-invalid           | false
            200 | {"sku": "MUG-B"}                                                                       | result-invalid           | false
            200 |                                                                                        | result-invalid           | false
            """)
    void passesOnWhatTheShopSays(int status, String body, String code, boolean retryable) {
        var id = shop.connect(tenant);
        shop.faults.next(status, body == null ? "" : body);

        Shops.ask(tenant, id, "get_stock", Shops.sku("MUG-B"))
                .body("error.code", equalTo(code))
                .body("error.retryable", equalTo(retryable))
                .body("error.uncertain", equalTo(false));
    }

    @Test
    void asksAgainAfterTroubleAndSaysWhenThereIsNoEndOfIt() {
        // Given
        shop.product("Mug - Blue", "MUG-B", 3);
        shop.faults.next(502, "");
        shop.faults.next(429, "", Map.of("Retry-After", "0"));
        var id = shop.connect(tenant);

        // When
        var told = Shops.ask(tenant, id, "get_stock", Shops.sku("MUG-B"));

        // Then
        told.body("result.stock", hasSize(1)).body("attempts", equalTo(3));
        IntStream.range(0, 3)
                .forEach(n -> shop.faults.next(500, "{\"code\": \"internal_server_error\", \"message\": \"Fatal\"}"));
        ask("get_stock", Shops.sku("MUG-B"))
                .body("error.code", equalTo("tool-status"))
                .body("error.retryable", equalTo(true))
                .body("error.uncertain", equalTo(false));
    }

    @Test
    void doesNotWaitForAShopThatIsSilent() {
        shop.faults.silence();
        var tool = Shops.bind(tenant, Shops.takeOver(tenant, shop.connect(tenant), "get_order", 0), 300);

        Tools.invoke(tenant, Tools.call(tool, Shops.order("1042", "anna@example.com"), null))
                .body("error.code", equalTo("tool-timeout"))
                .body("error.uncertain", equalTo(false));
        assertEquals(1, shop.asked().size());
    }

    @Test
    void isSeenByItsTenantAlone() {
        var other = Tools.tenant();
        shop.order(1042, "1042", "anna@example.com", 77);
        var id = shop.connect(tenant);
        var operation = Shops.takeOver(tenant, id, "get_order", 0);

        Systems.run(other, id, operation, Shops.order("1042", "anna@example.com"))
                .statusCode(404);

        assertEquals(List.of(), shop.asked());
    }

    private ValidatableResponse ask(String operation, JsonObject arguments) {
        return Shops.ask(tenant, shop.connect(tenant), operation, arguments);
    }
}

package usher.tool.commerce;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;
import usher.tool.Systems;
import usher.tool.Tools;
import usher.tool.shopify.ShopifyShop;
import usher.tool.woocommerce.WooShop;

/** Tools that stand for operations of shops. */
@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class ShopToolTest {
    private final WooShop shop = new WooShop();
    private final ShopifyShop shopify = new ShopifyShop();
    private final TenantId tenant = Tools.tenant();

    @AfterEach
    void close() {
        shop.close();
        shopify.close();
    }

    /** Until it is over, and then the shop is asked again; what another tenant has asked is nobody else's answer. */
    @Test
    void remembersAnAnswerForAsLongAsItIsTold() {
        // Given
        var other = Tools.tenant();
        var product = shop.product("Mug - Blue", "MUG-B", 3);
        var mine = Shops.bind(tenant, Shops.takeOver(tenant, shop.connect(tenant), "get_stock", 1), 5_000);
        var theirs = Shops.bind(other, Shops.takeOver(other, shop.connect(other), "get_stock", 60), 5_000);
        stock(tenant, mine).body("result.stock[0].quantity", equalTo(3));
        product.put("stock_quantity", 2);

        // When
        int asked = shop.asked().size();
        stock(other, theirs).body("result.stock[0].quantity", equalTo(2));
        product.put("stock_quantity", 1);
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while ((int) stock(tenant, mine).extract().path("result.stock[0].quantity") != 1) {
            assertTrue(System.nanoTime() < end, "an answer that is over is given again");
        }

        // Then
        assertTrue(shop.asked().size() >= asked + 2);
        stock(other, theirs).body("result.stock[0].quantity", equalTo(2));
    }

    @Test
    void showsInADryRunWhatShopifyWouldBeAsked() {
        // Given
        var operation = Shops.takeOver(tenant, shopify.connect(tenant), "get_stock", 0);
        var tool = Tools.plainTool(Tools.newName());
        var id = Systems.bind(tenant, tool, operation, null);
        var dry = new JsonObject().put("arguments", Shops.sku("MUG-B")).put("dry_run", true);

        // When
        var shown = Systems.post(tenant, Tools.TENANT_TOOLS + "/" + id + "/test", dry);

        // Then
        shown.statusCode(200)
                .body("request.method", equalTo("POST"))
                .body("request.url", containsString("/admin/api/"))
                .body("request.headers.'x-shopify-access-token'", equalTo("[secret]"))
                .body("request.body.variables.query", containsString("sku:\"MUG-B\""))
                .body(not(containsString(ShopifyShop.TOKEN)));
        assertEquals(List.of(), shopify.asked());
    }

    @Test
    void showsInADryRunWhatWooCommerceWouldBeAsked() {
        // Given
        var id = Systems.bind(
                tenant,
                Tools.plainTool(Tools.newName()),
                Shops.takeOver(tenant, shop.connect(tenant), "get_order", 0),
                null);
        var dry = new JsonObject()
                .put("arguments", Shops.order("1042", "a@example.com"))
                .put("dry_run", true);

        // When
        var shown = Systems.post(tenant, Tools.TENANT_TOOLS + "/" + id + "/test", dry);

        // Then
        shown.statusCode(200)
                .body("request.method", equalTo("GET"))
                .body("request.url", containsString("/wp-json/wc/v3/orders/1042?_fields="))
                .body("request.headers.authorization", equalTo("Basic [secret]"));
        dry.put("arguments", new JsonObject().put("order_number", "1042"));
        Systems.post(tenant, Tools.TENANT_TOOLS + "/" + id + "/test", dry)
                .body("request", nullValue())
                .body("outcome.error.code", equalTo("arguments-invalid"));
        assertEquals(List.of(), shop.asked());
    }

    private ValidatableResponse stock(TenantId owner, String tool) {
        return Tools.invoke(owner, Tools.call(tool, Shops.sku("MUG-B"), null)).body("state", equalTo("succeeded"));
    }
}

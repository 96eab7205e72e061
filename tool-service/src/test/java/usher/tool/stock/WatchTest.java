package usher.tool.stock;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.contracts.id.StockWatchId;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.Systems;
import usher.tool.Tools;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class WatchTest {
    private final TenantId mine = Tools.tenant();
    private final TenantId other = Tools.tenant();

    @Inject
    Pool app;

    @Test
    void isMadeListedChangedAndDeleted() {
        // Given
        var wanted = Watching.sku(woo(mine), "MUG-B");

        // When
        var made = Watching.save(mine, wanted);

        // Then
        String id = made.statusCode(201)
                .body("low_at", equalTo(0))
                .body("every_minutes", equalTo(15))
                .body("quiet_minutes", equalTo(60))
                .body("enabled", equalTo(true))
                .body("level", equalTo("unknown"))
                .body("next_check_at", notNullValue())
                .extract()
                .path("id");
        Watching.change(mine, id, wanted.copy().put("low_at", 5).put("enabled", false))
                .statusCode(200)
                .body("low_at", equalTo(5))
                .body("enabled", equalTo(false));
        Tools.asAdmin(mine).delete(Watching.WATCHES + "/" + id).then().statusCode(204);
        Tools.asAdmin(mine).delete(Watching.WATCHES + "/" + id).then().statusCode(404);
        Watching.change(mine, id, wanted).statusCode(404);
    }

    @Test
    void isListedInPages() {
        var system = woo(mine);
        IntStream.range(0, 5).forEach(n -> Watching.watch(mine, Watching.sku(system, "A-" + n)));

        String cursor = Tools.asAdmin(mine)
                .get(Watching.WATCHES + "?limit=3")
                .then()
                .body("data", hasSize(3))
                .body("has_more", equalTo(true))
                .extract()
                .path("next_cursor");

        Tools.asAdmin(mine)
                .get(Watching.WATCHES + "?limit=3&starting_after=" + cursor)
                .then()
                .body("data.sku", equalTo(List.of("A-3", "A-4")))
                .body("has_more", equalTo(false));
        Tools.asAdmin(other).get(Watching.WATCHES).then().body("data", hasSize(0));
    }

    @Test
    void isAnotherTenantsBusinessNot() {
        // Given
        var system = woo(mine);
        var wanted = Watching.sku(system, "MUG-B");
        var id = Watching.watch(mine, wanted);

        // When
        var seen = Watching.see(other, id);

        // Then
        seen.statusCode(404);
        Watching.change(other, id, Watching.sku(woo(other), "MUG-B")).statusCode(404);
        Tools.asAdmin(other).delete(Watching.WATCHES + "/" + id).then().statusCode(404);
        Watching.save(other, wanted).statusCode(404);
        Watching.see(other, new StockWatchId(UUID.randomUUID()).toString()).statusCode(404);
        Watching.see(mine, id).statusCode(200).body("sku", equalTo("MUG-B"));
        var rows =
                app.query("select count(*) from stock_watch").execute().await().indefinitely();
        assertEquals(0, rows.iterator().next().getLong(0));
    }

    @Test
    void isChangedByAdministratorsAlone() {
        var wanted = Watching.sku(woo(mine), "MUG-B");
        var id = Watching.watch(mine, wanted);
        var editor = TestTokens.member(Role.EDITOR, mine);

        Tools.as(editor).get(Watching.WATCHES + "/" + id).then().statusCode(200);
        Tools.as(editor).body(wanted.encode()).post(Watching.WATCHES).then().statusCode(403);
        Tools.as(editor)
                .body(wanted.encode())
                .put(Watching.WATCHES + "/" + id)
                .then()
                .statusCode(403);
        Tools.as(editor).delete(Watching.WATCHES + "/" + id).then().statusCode(403);
    }

    @Test
    void isMadeOnceByOneKey() {
        var body = Watching.sku(woo(mine), "MUG-B").encode();
        var key = UUID.randomUUID().toString();

        for (int n = 0; n < 2; n++) {
            Tools.asAdmin(mine)
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post(Watching.WATCHES)
                    .then()
                    .statusCode(201);
        }

        Tools.asAdmin(mine).get(Watching.WATCHES).then().body("data", hasSize(1));
    }

    @Test
    void isOneOfAHundredAtMost() {
        var system = woo(mine);
        IntStream.range(0, 100).forEach(n -> Watching.watch(mine, Watching.sku(system, "A-" + n)));

        Watching.save(mine, Watching.sku(system, "B")).statusCode(409).body("code", equalTo("too-many-watches"));

        Watching.save(other, Watching.sku(woo(other), "B")).statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"sku": null}                          | /sku           | article-required
            {"sku": "a;b"}                         | /sku           |
            {"quantity": "/left"}                  | /quantity      | quantity-required
            {"arguments": {}}                      | /arguments     | not-taken
            {"every_minutes": 4}                   | /every_minutes |
            {"quiet_minutes": 1}                   | /quiet_minutes |
            {"low_at": -1}                         | /low_at        |
            {"name": " "}                          | /name          |
            """)
    void refusesWhatCannotBeWatched(String change, String pointer, String code) {
        var wanted = Watching.sku(woo(mine), "MUG-B").mergeIn(new JsonObject(change));

        var refused = Watching.save(mine, wanted).statusCode(400).body("errors[0].pointer", equalTo(pointer));

        if (code != null) {
            refused.body("errors[0].code", equalTo(code));
        }
    }

    @Test
    void looksByWhatReadsAlone() {
        // Given
        var api = Systems.connect(mine, Systems.api("https://api.example.com"));
        var definition = new JsonObject().put("method", "DELETE").put("path", "/thing");
        var risky = Systems.add(
                mine, api, Systems.operation(definition, Systems.texts()).put("risk", "write"));
        var harmless = Systems.add(mine, api, Systems.operation(Systems.get("/left"), Systems.texts()));
        var wanted =
                new JsonObject().put("integration", api).put("name", "Thing").put("quantity", "/left");

        // When
        var refused = Watching.save(mine, wanted.copy().put("operation", risky));

        // Then
        refused.statusCode(400).body("errors[0].code", equalTo("not-a-read"));
        Watching.save(mine, wanted.copy().put("operation", harmless).put("quantity", "left"))
                .body("errors[0].code", equalTo("pointer-malformed"));
        Watching.save(mine, wanted.copy().put("operation", harmless).put("integration", woo(mine)))
                .statusCode(404);
        Watching.save(mine, Watching.sku(api, "MUG-B")).body("errors[0].code", equalTo("not-a-shop"));
        Watching.save(mine, wanted.copy().put("operation", harmless))
                .statusCode(201)
                .body("sku", nullValue());
    }

    private static String woo(TenantId tenant) {
        return Systems.connect(
                tenant,
                Systems.integration(
                        "woocommerce",
                        new JsonObject().put("url", "https://shop.example.com"),
                        new JsonObject().put("consumer_key", "ck_1234567").put("consumer_secret", "cs_1234567")));
    }
}

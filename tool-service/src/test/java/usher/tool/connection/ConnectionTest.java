package usher.tool.connection;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.contracts.event.ToolDefinition;
import usher.contracts.event.ToolsChanged;
import usher.contracts.event.Topic;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.Tools;
import usher.tool.Topics;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class ConnectionTest {
    private static final String URL = "https://tools.example.com/hook";

    @Inject
    Pool app;

    @Test
    void showsTheSecretOnce() {
        // Given
        var tenant = Tools.tenant();
        var tool = Tools.register(Tools.orderTool(Tools.newName()));
        var path = Tools.TENANT_TOOLS + "/" + tool;
        var wanted = new JsonObject().put("enabled", true).put("url", URL).encode();

        // When
        var first = Tools.asAdmin(tenant).body(wanted).put(path).then();

        // Then
        first.statusCode(201).body("secret", startsWith("whsec_")).body("timeout_ms", equalTo(30_000));
        Tools.asAdmin(tenant).body(wanted).put(path).then().statusCode(200).body("secret", nullValue());
        Tools.asAdmin(tenant)
                .get(Tools.TENANT_TOOLS)
                .then()
                .body("data[0].tool", equalTo(tool))
                .body("data[0].secret", nullValue());
    }

    @Test
    void keepsATenantsToolsFromOthers() {
        // Given
        var mine = Tools.tenant();
        var other = Tools.tenant();
        var tool = Tools.connect(mine, Tools.orderTool(Tools.newName()), URL).tool();

        // When
        var seen = Tools.asAdmin(other).get(Tools.TENANT_TOOLS).then();

        // Then
        seen.statusCode(200).body("data.size()", equalTo(0));
        Tools.asAdmin(other).delete(Tools.TENANT_TOOLS + "/" + tool).then().statusCode(404);
        Tools.asAdmin(other).get(Tools.TENANT_TOOLS + "?tenant=" + mine).then().statusCode(404);
        Tools.as(TestTokens.platformAdmin())
                .get(Tools.TENANT_TOOLS + "?tenant=" + mine)
                .then()
                .body("data.size()", equalTo(1));
        Tools.as(TestTokens.platformAdmin()).get(Tools.TENANT_TOOLS).then().statusCode(400);
    }

    @Test
    void isChangedByAdministratorsAlone() {
        var tenant = Tools.tenant();
        var path = Tools.TENANT_TOOLS + "/" + Tools.register(Tools.orderTool(Tools.newName()));
        var wanted = new JsonObject().put("enabled", true).put("url", URL).encode();

        Tools.as(TestTokens.member(Role.EDITOR, tenant))
                .body(wanted)
                .put(path)
                .then()
                .statusCode(403);
        Tools.as(TestTokens.member(Role.EDITOR, tenant)).delete(path).then().statusCode(403);
        Tools.as(TestTokens.service("tool", tenant))
                .get(Tools.TENANT_TOOLS)
                .then()
                .statusCode(403);
    }

    @Test
    void comesInPages() {
        var tenant = Tools.tenant();
        Tools.connect(tenant, Tools.orderTool(Tools.newName()), URL);
        var second = Tools.connect(tenant, Tools.orderTool(Tools.newName()), URL);

        String cursor = Tools.asAdmin(tenant)
                .get(Tools.TENANT_TOOLS + "?limit=1")
                .then()
                .body("has_more", equalTo(true))
                .extract()
                .path("next_cursor");

        Tools.asAdmin(tenant)
                .get(Tools.TENANT_TOOLS + "?limit=1&starting_after=" + cursor)
                .then()
                .body("data[0].tool", equalTo(second.tool()))
                .body("data[0].name", equalTo(second.name()))
                .body("has_more", equalTo(false));
    }

    @Test
    void announcesEveryChangeWithAHigherVersion() {
        // Given
        var tenant = Tools.tenant();
        var tool = Tools.connect(tenant, Tools.orderTool(Tools.newName()), URL);

        // When
        Tools.asAdmin(tenant)
                .delete(Tools.TENANT_TOOLS + "/" + tool.tool())
                .then()
                .statusCode(204);

        // Then
        var told = announced(tenant, 2);
        assertEquals(List.of(1L, 2L), told.stream().map(ToolsChanged::version).toList());
        var definition = told.getFirst().tools().getFirst();
        assertEquals(tool.name(), definition.name());
        assertTrue(definition.needsIdentity());
        assertFalse(definition.parameters().get("properties").has("customer_id"));
        assertEquals("[\"order\"]", definition.parameters().get("required").toString());
        assertEquals(List.of(), told.getLast().tools());
    }

    @Test
    void announcesChangesAtTheSameTimeOneAfterTheOther() throws Exception {
        // Given
        var tenant = Tools.tenant();
        var tools =
                Stream.generate(() -> Tools.orderTool(Tools.newName())).limit(6).toList();

        // When
        var connecting = tools.stream()
                .map(tool ->
                        CompletableFuture.runAsync(() -> Tools.connect(tenant, tool, URL), Thread::startVirtualThread))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(connecting).get(30, TimeUnit.SECONDS);

        // Then
        var told = announced(tenant, 6).stream()
                .sorted(Comparator.comparing(ToolsChanged::version))
                .toList();
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6),
                told.stream().map(one -> one.tools().size()).toList());
    }

    @Test
    void turnsASecondFirstConnectionIntoAChange() throws Exception {
        // Given
        var tenant = Tools.tenant();
        var path = Tools.TENANT_TOOLS + "/" + Tools.register(Tools.orderTool(Tools.newName()));
        var wanted = new JsonObject().put("enabled", true).put("url", URL).encode();

        // When
        var answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> Tools.asAdmin(tenant).body(wanted).put(path).statusCode(), Thread::startVirtualThread))
                .limit(4)
                .toList();

        // Then
        var statuses = new ArrayList<Integer>();
        for (var answer : answers) {
            statuses.add(answer.get(30, TimeUnit.SECONDS));
        }
        assertEquals(List.of(200, 200, 200, 201), statuses.stream().sorted().toList());
    }

    @Test
    void announcesAChangeOfTheCatalogueToAllWhoHaveTheTool() {
        // Given
        var wanted = Tools.orderTool(Tools.newName());
        var tool = Tools.register(wanted);
        var one = Tools.tenant();
        var two = Tools.tenant();
        var three = Tools.tenant();
        Tools.connect(one, tool, wanted.getString("name"), URL, 1_000);
        Tools.connect(two, tool, wanted.getString("name"), URL, 1_000);
        Tools.connect(three, Tools.orderTool(Tools.newName()), URL);

        // When
        Tools.as(TestTokens.platformAdmin())
                .body(wanted.put("description", "Finds an order").encode())
                .put(Tools.CATALOG + "/" + tool)
                .then()
                .statusCode(200);

        // Then
        assertEquals(List.of("Finds an order"), descriptions(announced(one, 2).getLast()));
        assertEquals(List.of("Finds an order"), descriptions(announced(two, 2).getLast()));
        assertEquals(1, announced(three, 1).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "",
                "/hook",
                "ftp://example.com/",
                "https://user:secret@example.com/",
                "https://example.com/#part",
                "https://example.com:99999/",
                "http://10.0.0.1/hook",
                "http://0x/%zz",
                "file:///etc/passwd",
            })
    void refusesAUrlThatIsNotToBeCalled(String url) {
        var path = Tools.TENANT_TOOLS + "/" + Tools.register(Tools.orderTool(Tools.newName()));

        Tools.asAdmin(Tools.tenant())
                .body(new JsonObject().put("enabled", true).put("url", url).encode())
                .put(path)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/url"));
    }

    @Test
    void refusesAToolThatTheCatalogueDoesNotHave() {
        var wanted = new JsonObject().put("enabled", true).put("url", URL);
        var unknown = Tools.TENANT_TOOLS + "/tol_00000000000000000000000000";

        Tools.asAdmin(Tools.tenant()).body(wanted.encode()).put(unknown).then().statusCode(404);
        Tools.asAdmin(Tools.tenant())
                .body(wanted.put("timeout_ms", 1).encode())
                .put(unknown)
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant_tool", "tools_version", "invocation"})
    void showsNoRowToATransactionWithoutATenant(String table) {
        Tools.connect(Tools.tenant(), Tools.orderTool(Tools.newName()), URL);

        var rows = app.query("select count(*) from " + table).execute().await().indefinitely();

        assertEquals(0, rows.iterator().next().getLong(0));
    }

    private static List<ToolsChanged> announced(TenantId tenant, int times) {
        return Topics.until(Topic.TOOLS, tenant, ToolsChanged.class, told -> told.size() >= times);
    }

    private static List<String> descriptions(ToolsChanged told) {
        return told.tools().stream().map(ToolDefinition::description).toList();
    }
}

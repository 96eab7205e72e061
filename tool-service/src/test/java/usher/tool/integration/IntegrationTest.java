package usher.tool.integration;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.contracts.id.TenantId;
import usher.kit.access.Role;
import usher.kit.tenant.Tenancy;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTokens;
import usher.tool.Systems;
import usher.tool.ToolServer;
import usher.tool.Tools;

@QuarkusTest
@WithTestResource(EmbeddedPlatform.class)
class IntegrationTest {
    private static final String SECRET = "hush-" + UUID.randomUUID();

    private final ToolServer server = new ToolServer();

    @Inject
    Pool app;

    @Inject
    Tenancy tenancy;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tellsTheNamesOfCredentialsAndNothingElseOfThem() {
        // Given
        var tenant = Tools.tenant();

        // When
        var made = Systems.post(tenant, Systems.INTEGRATIONS, guarded("https://api.example.com"));

        // Then
        var path = Systems.INTEGRATIONS + "/" + made.statusCode(201).extract().path("id");
        made.body("credentials", contains("token")).body("status", equalTo("untested"));
        made.body(not(containsString(SECRET)));
        Tools.asAdmin(tenant).get(path).then().statusCode(200).body(not(containsString(SECRET)));
        Tools.asAdmin(tenant).get(Systems.INTEGRATIONS).then().body(not(containsString(SECRET)));
        assertFalse(stored(tenant).contains(SECRET));
    }

    @Test
    void isAnotherTenantsBusinessNot() {
        // Given
        var mine = Tools.tenant();
        var other = Tools.tenant();
        var id = Systems.connect(mine, guarded("https://api.example.com"));
        var operation = Systems.add(mine, id, Systems.operation(Systems.get("/"), Systems.texts()));
        var path = Systems.INTEGRATIONS + "/" + id;

        // When
        var seen = Tools.asAdmin(other).get(Systems.INTEGRATIONS).then();

        // Then
        seen.statusCode(200).body("data.size()", equalTo(0));
        Tools.asAdmin(other).get(path).then().statusCode(404);
        Tools.asAdmin(other).delete(path).then().statusCode(404);
        Tools.asAdmin(other).get(path + "/offers").then().statusCode(404);
        Tools.asAdmin(other).get(path + "/operations").then().statusCode(404);
        Tools.asAdmin(other).get(path + "/operations/" + operation).then().statusCode(404);
        Systems.post(other, path + "/test", new JsonObject()).statusCode(404);
        Systems.run(other, id, operation, new JsonObject()).statusCode(404);
        var tool = Tools.plainTool(Tools.newName());
        Systems.bind(other, Tools.register(tool), operation, null)
                .statusCode(400)
                .body("errors[0].code", equalTo("operation-unknown"));
        Tools.asAdmin(mine).get(path).then().statusCode(200);
    }

    @Test
    void isChangedByAdministratorsAlone() {
        var tenant = Tools.tenant();
        var path = Systems.INTEGRATIONS + "/" + Systems.connect(tenant, guarded("https://api.example.com"));
        var editor = TestTokens.member(Role.EDITOR, tenant);

        Tools.as(editor).get(path).then().statusCode(200);
        Tools.as(editor).delete(path).then().statusCode(403);
        Tools.as(editor).body("{}").post(path + "/test").then().statusCode(403);
        Tools.as(editor)
                .body(guarded("https://api.example.com").encode())
                .post(Systems.INTEGRATIONS)
                .then()
                .statusCode(403);
    }

    @Test
    void isMadeOnceByOneKey() {
        // Given
        var tenant = Tools.tenant();
        var body = guarded("https://api.example.com").encode();
        var key = UUID.randomUUID().toString();

        // When
        String first = Tools.asAdmin(tenant)
                .header("Idempotency-Key", key)
                .body(body)
                .post(Systems.INTEGRATIONS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        // Then
        Tools.asAdmin(tenant)
                .header("Idempotency-Key", key)
                .body(body)
                .post(Systems.INTEGRATIONS)
                .then()
                .statusCode(201)
                .body("id", equalTo(first));
        Systems.post(tenant, Systems.INTEGRATIONS, new JsonObject(body))
                .statusCode(409)
                .body("code", equalTo("integration-name-taken"));
    }

    @Test
    void keepsCredentialsOnlyWhereTheyWereGivenFor() {
        // Given
        var tenant = Tools.tenant();
        var wanted = guarded("https://api.example.com");
        var path = Systems.INTEGRATIONS + "/" + Systems.connect(tenant, wanted);
        wanted.remove("kind");
        var kept = wanted.copy().put("name", "Renamed").put("enabled", false);
        kept.remove("credentials");
        var moved = kept.copy();
        moved.getJsonObject("settings").put("base_url", "https://elsewhere.example.com");

        // When
        var renamed = Tools.asAdmin(tenant).body(kept.encode()).put(path).then();

        // Then
        renamed.statusCode(200).body("name", equalTo("Renamed")).body("credentials", contains("token"));
        Tools.asAdmin(tenant)
                .body(moved.encode())
                .put(path)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("credentials-required"));
        Tools.asAdmin(tenant)
                .body(moved.put("credentials", new JsonObject().put("token", "new-one"))
                        .encode())
                .put(path)
                .then()
                .statusCode(200)
                .body("settings.base_url", equalTo("https://elsewhere.example.com"));
    }

    @Test
    void tellsWhetherAConnectionWorks() {
        // Given
        var tenant = Tools.tenant();
        var good = server.answer(
                "/good/health",
                (request, number) -> request.response()
                        .setStatusCode(("Bearer " + SECRET).equals(request.getHeader("authorization")) ? 200 : 401)
                        .end());
        server.answer("/bad/health", 401, "{\"message\": \"The key " + SECRET + " is not known\"}");
        var working = Systems.connect(tenant, tried(good.replace("/health", "")));
        var failing = Systems.connect(tenant, tried(server.url("/bad")));

        // When
        var tested = Systems.post(tenant, Systems.INTEGRATIONS + "/" + working + "/test", new JsonObject());
        var refused = Systems.post(tenant, Systems.INTEGRATIONS + "/" + failing + "/test", new JsonObject());

        // Then
        tested.statusCode(200).body("status", equalTo("working")).body("tested_at", notNullValue());
        tested.body("test_code", nullValue());
        refused.body("status", equalTo("failing")).body("test_code", equalTo("integration-unauthorized"));
        refused.body("test_sentence", containsString("The key [secret] is not known"));
        Tools.asAdmin(tenant)
                .get(Systems.INTEGRATIONS + "/" + failing)
                .then()
                .body("status", equalTo("failing"))
                .body(not(containsString(SECRET)));
    }

    @Test
    void isGoneWithItsCredentials() {
        // Given
        var tenant = Tools.tenant();
        var path = Systems.INTEGRATIONS + "/" + Systems.connect(tenant, guarded("https://api.example.com"));

        // When
        var deleted = Tools.asAdmin(tenant).delete(path).then();

        // Then
        deleted.statusCode(204);
        Tools.asAdmin(tenant).get(path).then().statusCode(404);
        assertEquals("null", stored(tenant));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"base_url": "ftp://example.com"}                                              | /settings/base_url
            {"base_url": "http://10.0.0.1/"}                                               | /settings/base_url
            {"base_url": "https://user:pass@example.com"}                                  | /settings/base_url
            {"base_url": "https://example.com", "auth": {"method": "magic"}}               | /settings/auth/method
            {"base_url": "https://example.com", "auth": {"method": "api_key"}}             | /settings/auth/name
            {"base_url": "https://example.com", "auth": {"method": "basic"}}               | /credentials/password
            {"base_url": "https://example.com", "auth": {"method": "oauth2"}}              | /settings/auth/token_url
            {"base_url": "https://example.com", "secret": "x"}                             | /settings/secret
            {"base_url": "https://example.com", "health_path": "/../x"}                    | /settings/health_path
            """)
    void refusesSettingsThatCannotBe(String settings, String pointer) {
        Systems.post(
                        Tools.tenant(),
                        Systems.INTEGRATIONS,
                        Systems.integration("custom_api", new JsonObject(settings), new JsonObject()))
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"integration", "operation"})
    void showsNoRowToATransactionWithoutATenant(String table) {
        var tenant = Tools.tenant();
        var id = Systems.connect(tenant, guarded("https://api.example.com"));
        Systems.add(tenant, id, Systems.operation(Systems.get("/"), Systems.texts()));

        var rows = app.query("select count(*) from " + table).execute().await().indefinitely();

        assertEquals(0, rows.iterator().next().getLong(0));
    }

    private String stored(TenantId tenant) {
        return tenancy.sql(
                        tenant,
                        connection -> connection
                                .query("select sealed_credentials from integration")
                                .execute())
                .map(rows -> String.valueOf(rows.iterator().next().getString(0)))
                .await()
                .indefinitely();
    }

    private static JsonObject guarded(String baseUrl) {
        var auth = new JsonObject().put("method", "bearer");
        return Systems.integration(
                "custom_api",
                new JsonObject().put("base_url", baseUrl).put("auth", auth),
                new JsonObject().put("token", SECRET));
    }

    private static JsonObject tried(String baseUrl) {
        var wanted = guarded(baseUrl);
        wanted.getJsonObject("settings").put("health_path", "/health");
        return wanted;
    }
}

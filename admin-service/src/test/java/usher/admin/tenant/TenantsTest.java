package usher.admin.tenant;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class TenantsTest {
    private final Database database;

    TenantsTest(Database database) {
        this.database = database;
    }

    @Test
    void startsWithKeysAndSensibleSettings() {
        Admin.platform()
                .request()
                .body(Map.of(
                        "name", " Acme ",
                        "domain", "Acme.example",
                        "allowed_origins", List.of("HTTPS://Shop.Acme.example:443", "https://*.acme.example"),
                        "locale", "he",
                        "time_zone", "Asia/Jerusalem",
                        "branding", Map.of("primary_color", "#0B7", "suggestions", List.of("Where is my order?"))))
                .post(Admin.TENANTS)
                .then()
                .statusCode(201)
                .body("tenant.id", matchesPattern("ten_[0-9a-z]{26}"))
                .body("tenant.name", equalTo("Acme"))
                .body("tenant.domain", equalTo("acme.example"))
                .body("tenant.status", equalTo("active"))
                .body("tenant.allowed_origins", contains("https://shop.acme.example", "https://*.acme.example"))
                .body("tenant.branding.display_name", equalTo("Acme"))
                .body("tenant.branding.primary_color", equalTo("#00bb77"))
                .body("tenant.branding.suggestions", contains("Where is my order?"))
                .body("publishable_key", matchesPattern("pk_[0-9A-Za-z]{32}"))
                .body("secret_key", matchesPattern("sk_[0-9A-Za-z]{32}"))
                .body("identity_key.secret", matchesPattern("ids_[0-9A-Za-z]{43}"))
                .body("identity_key.kid", notNullValue());
    }

    @Test
    void showsThePublishableKeyAgainButNoSecret() {
        var tenant = Admin.tenant("Acme");

        var shown = Admin.platform().request().get(Admin.TENANTS + "/" + tenant.id());

        shown.then().statusCode(200).body("publishable_key", equalTo(tenant.publishableKey()));
        assertFalse(shown.asString().contains("sk_"));
    }

    @Test
    void keepsNoSecretReadableInAnyTable() {
        var key = UUID.randomUUID().toString();
        var answer = Admin.platform()
                .request()
                .header("Idempotency-Key", key)
                .body(Map.of("name", "Acme"))
                .post(Admin.TENANTS)
                .then()
                .statusCode(201)
                .extract();

        var everything = database.everything();

        assertTrue(everything.contains(answer.<String>path("publishable_key")));
        assertFalse(everything.contains(answer.<String>path("secret_key")));
        assertFalse(everything.contains(answer.<String>path("identity_key.secret")));
    }

    @Test
    void isMadeOnceHoweverOftenARequestIsRepeated() {
        var key = UUID.randomUUID().toString();
        var name = "Repeated " + key;
        var request = Map.of("name", name);

        var first = Admin.platform()
                .request()
                .header("Idempotency-Key", key)
                .body(request)
                .post(Admin.TENANTS);
        var again = Admin.platform()
                .request()
                .header("Idempotency-Key", key)
                .body(request)
                .post(Admin.TENANTS);

        again.then().statusCode(201).header("Idempotency-Replayed", "true");
        assertEquals(first.<String>path("secret_key"), again.path("secret_key"));
        Admin.platform().request().get(Admin.TENANTS + "?q=" + key).then().body("data", hasSize(1));
    }

    @Test
    void changesWhatIsNamedAndNothingElse() {
        var tenant = Admin.tenant("Acme");

        change(tenant, Map.of("time_zone", "Europe/Berlin", "branding", Map.of("greeting", "Guten Tag")))
                .then()
                .statusCode(200)
                .body("name", equalTo("Acme"))
                .body("time_zone", equalTo("Europe/Berlin"))
                .body("branding.greeting", equalTo("Guten Tag"))
                .body("branding.position", equalTo("bottom-right"));
    }

    @Test
    void takesTheDomainAwayWhenItIsEmpty() {
        var tenant = Admin.tenant("Acme");
        change(tenant, Map.of("domain", "acme.example")).then().body("domain", equalTo("acme.example"));

        change(tenant, Map.of("domain", "")).then().statusCode(200).body("containsKey('domain')", equalTo(false));
    }

    @Test
    void cannotBeChangedAnyMoreWhenItIsDeleted() {
        var tenant = Admin.tenant("Acme");
        move(tenant, "suspended").then().statusCode(200).body("status", equalTo("suspended"));
        move(tenant, "active").then().statusCode(200).body("status", equalTo("active"));
        move(tenant, "deleted").then().statusCode(200);

        move(tenant, "active").then().statusCode(409).body("code", equalTo("tenant-deleted"));
        change(tenant, Map.of("name", "Back")).then().statusCode(409);
        Admin.platform()
                .request()
                .body(Map.of("kind", "secret"))
                .post(Admin.TENANTS + "/" + tenant.id() + "/keys")
                .then()
                .statusCode(409);
    }

    @Test
    void listsNewestFirstInPages() {
        var mark = UUID.randomUUID().toString();
        var ids = List.of(
                Admin.tenant("1 " + mark).id(),
                Admin.tenant("2 " + mark).id(),
                Admin.tenant("3 " + mark).id());
        var admin = Admin.platform();

        var first = admin.request().get(Admin.TENANTS + "?limit=2&q=" + mark);
        String cursor = first.path("next_cursor");
        var second = admin.request().get(Admin.TENANTS + "?limit=2&q=" + mark + "&starting_after=" + cursor);

        first.then().body("data.id", contains(ids.get(2), ids.get(1))).body("has_more", equalTo(true));
        second.then().body("data.id", contains(ids.get(0))).body("has_more", equalTo(false));
    }

    @Test
    void findsByStatusAndByTextTakenLiterally() {
        var mark = UUID.randomUUID().toString();
        var tenant = Admin.tenant("50%_off\\ " + mark);
        move(tenant, "suspended");
        var admin = Admin.platform();

        admin.request()
                .queryParam("q", "50%_OFF\\ " + mark)
                .get(Admin.TENANTS)
                .then()
                .body("data", hasSize(1));
        admin.request()
                .queryParam("q", "50__off\\ " + mark)
                .get(Admin.TENANTS)
                .then()
                .body("data", empty());
        admin.request()
                .get(Admin.TENANTS + "?status=suspended&q=" + mark)
                .then()
                .body("data", hasSize(1));
        admin.request().get(Admin.TENANTS + "?status=active&q=" + mark).then().body("data", empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|name",
                "{\"name\":null}|name",
                "{\"name\":\"\"}|name",
                "{\"name\":\"  \"}|name",
                "{\"name\":\"\\u1680\"}|name",
                "{\"name\":\"\\u3000\\u200b\"}|name",
                "{\"name\":\"a\\u0000b\"}|name",
                "{\"name\":{}}|name",
                "{\"name\":\"x\",\"domain\":\"not a host\"}|domain",
                "{\"name\":\"x\",\"allowed_origins\":[\"https://x.example/path\"]}|allowed_origins/0",
                "{\"name\":\"x\",\"allowed_origins\":[null]}|allowed_origins",
                "{\"name\":\"x\",\"allowed_origins\":\"https://x.example\"}|allowed_origins",
                "{\"name\":\"x\",\"locale\":\"klingon\"}|locale",
                "{\"name\":\"x\",\"time_zone\":\"Mars/Olympus\"}|time_zone",
                "{\"name\":\"x\",\"retention_days\":0}|retention_days",
                "{\"name\":\"x\",\"retention_days\":1e99}|retention_days",
                "{\"name\":\"x\",\"branding\":{\"primary_color\":\"red\"}}|branding/primary_color",
                "{\"name\":\"x\",\"branding\":{\"position\":\"middle\"}}|branding/position",
                "{\"name\":\"x\",\"branding\":{\"suggestions\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}}|branding/suggestions",
                "{\"name\":\"x\",\"status\":\"active\"}|status"
            })
    void saysWhichFieldIsWrong(String body, String field) {
        Admin.platform()
                .request()
                .body(body)
                .post(Admin.TENANTS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", containsString(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=101", "?limit=x", "?status=gone", "?starting_after=1", "?q=%00"})
    void refusesAListThatMakesNoSense(String query) {
        var answer = Admin.platform().request().urlEncodingEnabled(false).get(Admin.TENANTS + query);

        assertTrue(answer.statusCode() == 400 || answer.statusCode() == 404, query + " " + answer.statusCode());
    }

    private static Response change(Admin.Created tenant, Map<String, ?> change) {
        return Admin.platform().request().body(change).patch(Admin.TENANTS + "/" + tenant.id());
    }

    private static Response move(Admin.Created tenant, String status) {
        return Admin.platform()
                .request()
                .body(Map.of("status", status))
                .put(Admin.TENANTS + "/" + tenant.id() + "/status");
    }
}

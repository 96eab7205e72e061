package usher.admin.notice.webhook;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import usher.admin.Admin;
import usher.admin.AdminPlatform;
import usher.admin.Database;
import usher.admin.Eventually;
import usher.admin.notice.Raised;
import usher.contracts.event.NoticeRaised.Mail;
import usher.kit.access.Role;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class EndpointTest {
    private static final String URL = "https://127.0.0.1:9/usher";

    private final Raised raised;
    private final Database database;
    private String tenant;

    EndpointTest(Raised raised, Database database) {
        this.raised = raised;
        this.database = database;
    }

    @BeforeEach
    void begin() {
        tenant = Admin.tenant("Told").id();
    }

    @Test
    void showsItsSecretOnceAndKeepsItSealed() {
        var endpoint = Raised.endpoint(tenant, URL, "invoice.*");

        var shown = Admin.platform().request().get(endpoint.path("")).then();

        shown.statusCode(200)
                .body("url", equalTo(URL))
                .body("events", contains("invoice.*"))
                .body("enabled", equalTo(true));
        assertFalse(shown.extract().asString().contains("whsec_"));
        assertFalse(database.everything().contains(endpoint.secret()));
    }

    @Test
    void isChangedRotatedAndDeleted() {
        // Given
        var endpoint = Raised.endpoint(tenant, URL, "invoice.*");
        var admin = Admin.platform();

        // When
        var changed = admin.request()
                .body(Map.of("url", URL + "2", "description", "Ours", "events", List.of("stock.depleted")))
                .put(endpoint.path(""))
                .then();
        var rotated = admin.request().post(endpoint.path("/secret/rotate")).then();

        // Then
        changed.statusCode(200)
                .body("url", equalTo(URL + "2"))
                .body("description", equalTo("Ours"))
                .body("events", contains("stock.depleted"));
        rotated.statusCode(200)
                .body("secret", startsWith("whsec_"))
                .body("secret", not(equalTo(endpoint.secret())))
                .body("endpoint.former_secret_until", notNullValue());
        admin.request().delete(endpoint.path("")).then().statusCode(204);
        admin.request().get(endpoint.path("")).then().statusCode(404);
        admin.request().delete(endpoint.path("")).then().statusCode(404);
    }

    @Test
    void comesInPages() {
        var first = Raised.endpoint(tenant, URL, "*");
        var second = Raised.endpoint(tenant, URL, "*");

        String cursor = Admin.platform()
                .request()
                .get(Raised.ENDPOINTS + "?limit=1&tenant=" + tenant)
                .then()
                .body("data.id", contains(first.id()))
                .body("has_more", equalTo(true))
                .extract()
                .path("next_cursor");

        Admin.platform()
                .request()
                .get(Raised.ENDPOINTS + "?limit=1&tenant=" + tenant + "&starting_after=" + cursor)
                .then()
                .body("data.id", contains(second.id()))
                .body("has_more", equalTo(false));
    }

    @Test
    void isOneOfTwentyAtMost() {
        for (int n = 0; n < 20; n++) {
            Raised.endpoint(tenant, URL, "*");
        }

        create(Map.of("url", URL)).statusCode(409).body("code", equalTo("too-many-endpoints"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.1/, url-not-allowed",
        "ftp://hooks.example.com/, url-not-allowed",
        "https://user:pass@hooks.example.com/, url-not-allowed",
        "https://0x7f000001/, url-not-allowed",
        "https://hooks.example.com/a b, url-malformed",
        "not a url, url-malformed"
    })
    void isAtAnAddressThatMayBeCalled(String url, String code) {
        create(Map.of("url", url))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/url"))
                .body("errors[0].code", equalTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "invoice", "invoice.", "*.paid", "Invoice.paid", "invoice.paid.late", "inv*", "**", "a.b\n"})
    void wantsEventsByNameOrFamily(String event) {
        create(Map.of("url", URL, "events", List.of(event))).statusCode(400);
        create(Map.of("url", URL, "events", List.of())).statusCode(400);
        var many = IntStream.range(1, 52).mapToObj(n -> "a." + "b".repeat(n)).toList();
        create(Map.of("url", URL, "events", many)).statusCode(400);
    }

    @Test
    void refusesOddBodies() {
        create(Map.of()).statusCode(400).body("errors[0].pointer", equalTo("/url"));
        create(Map.of("url", URL, "description", "a\0b")).statusCode(400);
        create(Map.of("url", URL, "description", "")).statusCode(400);
        create(Map.of("url", "https://hooks.example.com/" + "a".repeat(2_000))).statusCode(400);
    }

    @Test
    void isNotThereForAnotherTenant() {
        // Given
        var endpoint = Raised.endpoint(tenant, URL, "*");
        var notice = raised.raise(tenant, "invoice.paid", Map.of(), new Mail("a@b.example", "Subject", "Text"));
        var other = Admin.member(Role.ADMIN, Admin.tenant("Other").id());
        Eventually.see(() -> other.request().get(Admin.AUTH + "/me").statusCode(), status -> status == 200);

        // When
        var endpoints = other.request().get(Raised.ENDPOINTS).then();
        var notices = other.request().get(Raised.NOTICES).then();

        // Then
        endpoints.statusCode(200).body("data.size()", equalTo(0));
        notices.statusCode(200).body("data.size()", equalTo(0));
        var path = Raised.ENDPOINTS + "/" + endpoint.id();
        var range = Map.of("from", "2026-01-01T00:00:00Z", "to", "2027-01-01T00:00:00Z");
        assertEquals(404, other.request().get(path).statusCode());
        assertEquals(404, other.request().get(endpoint.path("")).statusCode());
        assertEquals(404, other.request().body(Map.of("url", URL)).put(path).statusCode());
        assertEquals(404, other.request().delete(path).statusCode());
        assertEquals(404, other.request().post(path + "/secret/rotate").statusCode());
        assertEquals(404, other.request().post(path + "/test").statusCode());
        assertEquals(404, other.request().body(range).post(path + "/redeliver").statusCode());
        assertEquals(404, other.request().get(Raised.NOTICES + "/" + notice).statusCode());
        assertEquals(
                404,
                other.request()
                        .post(Raised.NOTICES + "/" + notice + "/redeliver")
                        .statusCode());
        assertEquals(200, Admin.platform().request().get(endpoint.path("")).statusCode());
    }

    @Test
    void isKeptByAdministratorsAndTheTenantsServer() {
        // Given
        var own = Admin.tenant("Own");
        var editor = Admin.member(Role.EDITOR, own.id());
        var server = Admin.as(own.secretKey());
        Eventually.see(() -> editor.request().get(Admin.AUTH + "/me").statusCode(), status -> status == 200);

        // When
        var made = Eventually.see(
                () -> server.body(Map.of("url", URL)).post(Raised.ENDPOINTS), answer -> answer.statusCode() != 401);

        // Then
        made.then().statusCode(201);
        editor.request().body(Map.of("url", URL)).post(Raised.ENDPOINTS).then().statusCode(403);
        editor.request().get(Raised.ENDPOINTS).then().statusCode(200).body("data.size()", equalTo(1));
        Admin.as(own.secretKey()).get(Raised.NOTICES).then().statusCode(200);
        Admin.as(own.publishableKey()).get(Raised.NOTICES).then().statusCode(403);
    }

    @Test
    void isToldOfInAListThatCanBeFiltered() {
        // Given
        Raised.endpoint(tenant, URL, "invoice.paid");
        var paid = raised.raise(tenant, "invoice.paid", Map.of("n", 1));
        var voided = raised.raise(tenant, "invoice.voided", Map.of());
        var gone = raised.raise(tenant, "stock.depleted", Map.of());

        // When
        var all = list("");

        // Then
        all.body("data.id", contains(gone, voided, paid)).body("data[2].data.n", equalTo(1));
        list("&event=invoice.*").body("data.id", contains(voided, paid));
        list("&event=stock.depleted").body("data.id", contains(gone));
        list("&state=waiting").body("data.id", contains(paid)).body("data[0].waiting", equalTo(1));
        list("&limit=1&starting_after=" + gone)
                .body("data.id", contains(voided))
                .body("has_more", equalTo(true));
        list("&from=2200-01-01T00:00:00Z").body("data.size()", equalTo(0));
        list("&event=%25").statusCode(400).body("errors[0].pointer", equalTo("/event"));
        list("&state=lost").statusCode(400).body("errors[0].pointer", equalTo("/state"));
        list("&from=today").statusCode(400).body("errors[0].pointer", equalTo("/from"));
        list("&starting_after=x").statusCode(400);
    }

    private ValidatableResponse list(String query) {
        return Admin.platform()
                .request()
                .get(Raised.NOTICES + "?tenant=" + tenant + query)
                .then();
    }

    private ValidatableResponse create(Map<String, ?> body) {
        return Admin.platform()
                .request()
                .body(body)
                .post(Raised.ENDPOINTS + "?tenant=" + tenant)
                .then();
    }
}

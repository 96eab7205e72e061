package usher.admin.site;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.admin.AdminPlatform;

@QuarkusTest
@WithTestResource(AdminPlatform.class)
class SiteTest {
    @Test
    void saysThatItIsUp() {
        get("/health").then().statusCode(200).body("status", equalTo("up"));
    }

    @ParameterizedTest
    @CsvSource({"/, /admin/", "/admin, /admin/", "/docs, /docs/"})
    void leadsToThePages(String from, String to) {
        given().redirects().follow(false).get(from).then().statusCode(302).header("Location", to);
    }

    @Test
    void answersEveryAddressOfTheConsoleWithItsPage() {
        var start = get("/admin/");
        var deep = get("/admin/tenants/ten_1/conversations");

        assertEquals(start.statusCode(), deep.statusCode());
        assertEquals(start.asString(), deep.asString());
        assertTrue(deep.header("Content-Security-Policy").contains("frame-ancestors 'none'"));
    }

    @Test
    void answersAMissingFileOfTheConsoleAsMissing() {
        get("/admin/assets/nothing.js").then().statusCode(404);
    }

    @Test
    void showsTheReferenceOfTheApi() {
        get("/docs/").then().statusCode(200).contentType("text/html").body(containsString("API reference"));
    }

    @Test
    void describesItsOwnOperationsWithWhoMayCallThem() {
        var document = get("/docs/openapi/admin.json");

        document.then().statusCode(200).body("paths", hasKey("/api/v1/admin/tenants/{id}"));
        Map<String, Map<String, Map<String, Object>>> paths = document.path("paths");
        paths.forEach((path, operations) -> operations.forEach((method, operation) -> assertTrue(
                !(operation instanceof Map) || operation.containsKey("x-usher-accepts"), method + " " + path)));
    }

    @Test
    void describesWhatIsOnTheWire() {
        get("/docs/openapi/admin.json")
                .then()
                .body("components.schemas.TenantView.properties", hasKey("allowed_origins"))
                .body("components.schemas.TenantStatus.enum", hasItem("suspended"))
                .body("components.schemas.TenantId.type", equalTo("string"))
                .body("paths.'/api/v1/admin/tenants'.post.responses.'201'.content", hasKey("application/json"));
    }

    @Test
    void saysSoWhenAServiceIsDown() {
        get("/docs/openapi/tool.json")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("code", equalTo("service-unavailable"));
    }

    @Test
    void knowsOfNoOtherServices() {
        get("/docs/openapi/mail.json").then().statusCode(404);
    }
}

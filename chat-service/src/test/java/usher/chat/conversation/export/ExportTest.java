package usher.chat.conversation.export;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import usher.chat.conversation.Told;
import usher.contracts.id.TenantId;
import usher.contracts.id.VisitorId;
import usher.kit.access.Role;
import usher.kit.test.EmbeddedPlatform;
import usher.kit.test.TestTenants;
import usher.kit.test.TestTenants.TestTenant;
import usher.kit.test.TestTokens;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class, scope = TestResourceScope.GLOBAL)
class ExportTest {
    private static final String OWN = "/api/v1/chat/conversations/{id}/export";
    private static final String ADMIN = "/api/v1/chat/admin/conversations/{id}/export";
    private static final String LIST = "/api/v1/chat/admin/conversations/export";

    private TestTenant tenant = new TestTenant(new TenantId(UUID.randomUUID()), "", "");
    private TestTenant other = tenant;
    private VisitorId visitor = Told.somebody();

    @BeforeEach
    void twoTenants() {
        tenant = TestTenants.active();
        other = TestTenants.active();
        visitor = Told.somebody();
    }

    @Test
    void givesVisitorsTheirOwnAndMembersMore() {
        var id = told("Where is it?").id.toString();

        self().get(OWN + "?format=json", id)
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString(id + ".json"))
                .body("conversation.title", equalTo("Where is it?"))
                .body("messages.text", contains("Where is it?", "Answer"))
                .body("messages[1].model", nullValue())
                .body("cut", equalTo(false));
        member(tenant).get(ADMIN, id).then().body("messages[1].model", equalTo("local"));
        bearer(tenant.secretKey())
                .get(OWN + "?format=txt", id)
                .then()
                .contentType("text/plain;charset=UTF-8")
                .body(containsString("Visitor:\nWhere is it?"));
        self().get(OWN + "?format=docx", id).then().statusCode(404);
    }

    @Test
    void printsAPageThatCanBeRead() throws IOException {
        var told = told("איפה ההזמנה שלי?");
        told.turn("And in English?", "Yes", new JsonObject(Map.of("language", "he", "score", 0.0)));

        var response =
                self().get(OWN + "?format=pdf", told.id.toString()).then().statusCode(200);

        assertEquals("application/pdf", response.extract().contentType());
        try (var document = Loader.loadPDF(response.extract().asByteArray())) {
            var text = new PDFTextStripper().getText(document);
            assertTrue(text.contains("איפה ההזמנה שלי") && text.contains("And in English?"), text);
        }
    }

    @Test
    void isClosedToEverybodyElse() {
        var id = told("Mine").id.toString();
        var stranger = TestTokens.visitor(tenant.id(), Told.somebody(), Map.of());

        for (var format : List.of("json", "txt", "pdf")) {
            bearer(stranger).get(OWN + "?format=" + format, id).then().statusCode(404);
            bearer(other.secretKey()).get(OWN + "?format=" + format, id).then().statusCode(404);
            member(other).get(ADMIN + "?format=" + format, id).then().statusCode(404);
        }
        self().get(LIST).then().statusCode(403);
        member(other)
                .queryParam("tenant", tenant.id().toString())
                .get(LIST)
                .then()
                .statusCode(404);
    }

    @Test
    void listsAllThatTheFilterLetsThroughAsCsv() {
        told("=HYPERLINK(\"http://evil.example.com\")");
        var second = told("Two, with a comma");
        Told.now(other.id(), visitor).turn("Theirs", "Yes", null);

        var rows =
                rows(member(tenant).get(LIST).then().statusCode(200).extract().asByteArray());
        var found = rows(member(tenant).get(LIST + "?to=2026-01-01T00:00:00Z").asByteArray());

        assertEquals(2, rows.size());
        assertEquals("Two, with a comma", rows.getFirst().getField("title"));
        assertEquals("10", rows.getFirst().getField("tokens_input"));
        assertTrue(rows.getLast().getField("title").startsWith("'=HYPERLINK"));
        assertEquals(second.id.toString(), rows.getFirst().getField("id"));
        assertEquals(0, found.size());
        member(tenant).get(LIST + "?status=lost").then().statusCode(400);
    }

    @Test
    void listsMoreThanOneReadHolds() {
        for (int at = 0; at < 501; at++) {
            Told.now(tenant.id(), visitor);
        }

        assertEquals(501, rows(member(tenant).get(LIST).asByteArray()).size());
    }

    private static List<NamedCsvRecord> rows(byte[] csv) {
        var text = new String(csv, java.nio.charset.StandardCharsets.UTF_8);
        assertEquals('\uFEFF', text.charAt(0));
        return CsvReader.builder().ofNamedCsvRecord(text.substring(1)).stream().toList();
    }

    private Told told(String question) {
        var told = Told.now(tenant.id(), visitor);
        told.turn(question, "Answer", null);
        return told;
    }

    private RequestSpecification self() {
        return bearer(TestTokens.visitor(tenant.id(), visitor, Map.of()));
    }

    private static RequestSpecification member(TestTenant tenant) {
        return bearer(TestTokens.member(Role.ANALYST, tenant.id()));
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token);
    }
}

package usher.billing.document;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.billing.invoice.Invoices;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.TenantId;
import usher.kit.seal.Sealer;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class DocumentTest {
    private static final String DRAFT =
            "{\"currency\":\"ILS\",\"tax_rate\":0.18,\"tax_text\":\"VAT\",\"note\":\"תודה רבה & <שלום>\",\"lines\":[{\"text\":\"הקמה של Usher לחנות\",\"amount_minor\":1234567},{\"text\":\"=Training\",\"amount_minor\":2500}]}";

    @Inject
    Tenants tenants;

    @Inject
    Invoices invoices;

    @Inject
    DocumentLinks links;

    @Inject
    Enclosures enclosures;

    @Inject
    Sealer sealer;

    @Inject
    InstantSource clock;

    @Test
    void showsInEnglishAndHebrewWhatTheInvoiceSays() throws IOException {
        var tenant = tenants.in("Asia/Jerusalem");
        var other = tenants.in("UTC");
        Calls.own(
                tenant,
                "PUT",
                "profile",
                "{\"legal_name\":\"חנות הדוגמה בע\\\"מ\",\"address\":\"רחוב הרצל 12\\nתל אביב\",\"country\":\"IL\",\"tax_id\":\"514000000\"}");
        var id = issued(tenant);

        var english = text(tenant, id, "en");
        var hebrew = text(tenant, id, "he");

        assertTrue(english.contains("Invoice USH-"), english);
        assertTrue(english.contains("14,597.39 ILS"), english);
        assertTrue(english.contains("VAT 18%"), english);
        assertTrue(hebrew.contains("חשבונית"), hebrew);
        assertTrue(hebrew.contains("14,597.39 ILS"), hebrew);
        assertTrue(hebrew.contains("רחוב הרצל"), hebrew);
        assertTrue(hebrew.contains("514000000"), hebrew);
        Calls.get(other, "invoices/" + id + "/pdf").statusCode(404);
    }

    @Test
    void givesItsLinesToSpreadsheets() {
        var tenant = tenants.in("UTC");
        var id = issued(tenant);

        var csv = Calls.get(tenant, "invoices/" + id + "/csv")
                .statusCode(200)
                .extract()
                .asString();

        assertEquals(4, csv.lines().count());
        assertTrue(csv.contains("1234567,ILS"), csv);
        assertTrue(csv.contains("'=Training"), csv);
        assertTrue(csv.contains("222672,ILS,VAT 0.18"), csv);
    }

    @Test
    void showsACreditNoteAsWhatItIs() throws IOException {
        // Given
        var tenant = tenants.in("Asia/Jerusalem");
        var id = issued(tenant);
        var number = Calls.json(Calls.get(tenant, "invoices/" + id)).getString("number");
        var note = Calls.json(Calls.send(
                                tenant,
                                "POST",
                                "invoices/" + id + "/credit-notes",
                                "{\"amount_minor\":59000,\"reason\":\"ביטול חלקי של ההקמה\"}")
                        .statusCode(201))
                .getString("id");

        // When
        var english = text(tenant, note, "en");
        var hebrew = text(tenant, note, "he");

        // Then
        Calls.get(tenant, "invoices/" + note).body("of_number", equalTo(number));
        for (var word : List.of("Credit note", number, "Total credited", "590.00 ILS", "90.00 ILS")) {
            assertTrue(english.contains(word), word + " in " + english);
        }
        for (var word : List.of("Paid", "Total due", "Credit used", "Due", "-590.00")) {
            assertFalse(english.contains(word), word + " in " + english);
        }
        assertTrue(hebrew.contains(number) && hebrew.contains("590.00 ILS"), hebrew);
        assertFalse(hebrew.contains("שולמה"), hebrew);
    }

    @Test
    void opensByTheLinkOfAMailUntilItExpires() throws IOException {
        // Given
        var tenant = tenants.in("UTC");
        var other = tenants.in("UTC");
        var invoice = invoices.get(tenant, InvoiceId.fromString(issued(tenant)))
                .await()
                .indefinitely();
        var path = "/api/v1/billing/documents/";
        var token = links.token(invoice, "he", clock.instant().plusSeconds(60));
        var old = links.token(invoice, "he", clock.instant().minusSeconds(1));
        var below = enclosures.of(invoice, "en");

        // When
        var answer = given().get(path + token).then().statusCode(200).extract();

        // Then
        try (var document = Loader.loadPDF(answer.asByteArray())) {
            assertTrue(new PDFTextStripper().getText(document).contains(String.valueOf(invoice.number())));
        }
        given().get(path + old).then().statusCode(410).body("code", equalTo("link-expired"));
        for (var forged : List.of("x", token.substring(1), token + "A", sealer.seal(other, "secret"))) {
            given().urlEncodingEnabled(true)
                    .get(path + "{token}", forged)
                    .then()
                    .statusCode(404);
        }
        assertTrue(below.contains("https://usher.example/api/v1/billing/documents/"), below);
        assertTrue(below.contains("https://usher.example/admin/billing/invoices/" + invoice.id()), below);
        assertTrue(below.contains("Total due: 14,597.39 ILS"), below);
    }

    private static String issued(TenantId tenant) {
        var id = Calls.json(Calls.send(tenant, "POST", "invoices", DRAFT).statusCode(201))
                .getString("id");
        Calls.send(tenant, "POST", "invoices/" + id + "/issue", "").statusCode(200);
        return id;
    }

    private static String text(TenantId tenant, String id, String language) throws IOException {
        var bytes = Calls.get(tenant, "invoices/" + id + "/pdf?language=" + language)
                .statusCode(200)
                .extract()
                .asByteArray();
        Files.write(Path.of("target", kind(tenant, id) + "-" + language + ".pdf"), bytes);
        try (var document = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String kind(TenantId tenant, String id) {
        return Calls.json(Calls.get(tenant, "invoices/" + id)).getString("kind");
    }
}

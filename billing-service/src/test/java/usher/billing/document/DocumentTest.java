package usher.billing.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import usher.billing.Calls;
import usher.billing.Tenants;
import usher.contracts.id.TenantId;
import usher.kit.test.EmbeddedPlatform;

@QuarkusTest
@WithTestResource(value = EmbeddedPlatform.class)
class DocumentTest {
    private static final String DRAFT =
            "{\"currency\":\"ILS\",\"tax_rate\":0.18,\"tax_text\":\"VAT\",\"note\":\"תודה רבה & <שלום>\",\"lines\":[{\"text\":\"הקמה של Usher לחנות\",\"amount_minor\":1234567},{\"text\":\"=Training\",\"amount_minor\":2500}]}";

    @Inject
    Tenants tenants;

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
        Files.write(Path.of("target", "invoice-" + language + ".pdf"), bytes);
        try (var document = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(document);
        }
    }
}

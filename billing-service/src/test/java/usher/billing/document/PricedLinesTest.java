package usher.billing.document;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import usher.billing.charge.Pricing;
import usher.billing.charge.Pricing.Billed;
import usher.billing.charge.Pricing.Only;
import usher.billing.charge.Pricing.Step;
import usher.billing.invoice.InvoiceView;
import usher.billing.invoice.InvoiceView.LineView;
import usher.billing.invoice.InvoiceView.Share;
import usher.billing.invoice.InvoiceView.TaxLine;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.TenantId;

class PricedLinesTest {
    private static final Instant START = Instant.parse("2027-02-28T22:00:00Z");
    private static final Instant END = Instant.parse("2027-03-31T21:00:00Z");
    private static final Map<String, List<String>> DEAR = Map.of("model", List.of("gpt-5", "gpt-5-mini"));
    private static final Share HALF = new Share(15, 30);

    @Test
    void sayWhatTheirAmountIsMadeOf() throws IOException {
        var english = text("en");

        for (var words : List.of(
                "199.00 ILS for a whole month",
                "0.005 ILS each, 1,000 included",
                "1.99 ILS for each begun 25, 10 included",
                "0 ILS up to 100, 0.015 ILS beyond",
                "billed before: 400 for 4.50 ILS",
                "Usage · tokens · model gpt-5, gpt-5-mini · pro",
                "Usage · tokens · all but model gpt-5, gpt-5-mini · pro",
                "(15/30)",
                "is written as (part/whole)")) {
            assertTrue(english.contains(words), words + " in " + english);
        }
        assertFalse(text("he").contains("included"));
    }

    @Test
    void areColumnsOfTheSpreadsheet() {
        var csv = new String(CsvInvoice.of(invoice()), StandardCharsets.UTF_8);

        assertTrue(csv.contains(",15,30,flat,19900,"), csv);
        assertTrue(csv.contains("graduated,,,,,100:0;:0.015,400,450"), csv);
        assertTrue(csv.contains(",model=gpt-5|gpt-5-mini,"), csv);
        assertTrue(csv.contains(",,model=gpt-5|gpt-5-mini"), csv);
    }

    private static String text(String language) throws IOException {
        var bytes = PdfInvoice.of(new Sheet(invoice(), Words.in(language)));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "priced-" + language + ".pdf"), bytes);
        try (var document = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static InvoiceView invoice() {
        var tiers = List.of(new Step(100L, "0"), new Step(null, "0.015"));
        var lines = List.of(
                line(1, "base", null, 1, HALF, new Pricing("flat", 19_900L, null, null, null, null, null, null), 9_950),
                line(
                        2,
                        "seats",
                        "seats",
                        5,
                        null,
                        new Pricing("per_unit", null, 3L, "7", null, null, null, null),
                        1_400),
                line(3, "usage", "messages", 4_000, null, unit("0.005", 1_000L), 1_500),
                line(
                        4,
                        "usage",
                        "pages",
                        77,
                        HALF,
                        new Pricing("package", null, 10L, "1.99", 25L, null, null, null),
                        597),
                line(
                        5,
                        "late",
                        "mails",
                        600,
                        null,
                        new Pricing("graduated", null, null, null, null, tiers, new Billed(400, 450), null),
                        900),
                line(6, "usage", "tokens", 10, null, unit("1", 0, new Only(DEAR, null)), 1_000),
                line(7, "usage", "tokens", 20, null, unit("0.1", 0, new Only(null, List.of(DEAR))), 200));
        return invoice(lines);
    }

    private static Pricing unit(String price, long included) {
        return unit(price, included, null);
    }

    private static Pricing unit(String price, long included, @Nullable Only only) {
        return new Pricing("per_unit", null, included, price, null, null, null, only);
    }

    private static LineView line(
            int at,
            String kind,
            @Nullable String metric,
            long quantity,
            @Nullable Share share,
            Pricing price,
            long amount) {
        return new LineView(at, kind, "pro", 2, metric, START, END, quantity, share, price, amount, null, null);
    }

    private static InvoiceView invoice(List<LineView> lines) {
        return new InvoiceView(
                new InvoiceId(new UUID(1, 1)),
                new TenantId(new UUID(1, 2)),
                "USH-000012",
                "invoice",
                "issued",
                null,
                null,
                "pro",
                2,
                "2027-03",
                START,
                END,
                "Asia/Jerusalem",
                "ILS",
                11_350,
                2_997,
                14_347,
                2_582,
                16_929,
                0,
                16_929,
                List.of(new TaxLine("0.18", "VAT", 14_347, 2_582)),
                Map.of("legal_name", "חנות הדוגמה בע\"מ", "address", "רחוב הרצל 12", "country", "IL"),
                Map.of("legal_name", "Usher", "address", "", "country", "IL"),
                null,
                END,
                END,
                END,
                null,
                null,
                null,
                lines);
    }
}

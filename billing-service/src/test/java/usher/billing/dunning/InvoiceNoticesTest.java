package usher.billing.dunning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import usher.billing.invoice.InvoiceView;
import usher.contracts.event.NoticeRaised.Mail;
import usher.contracts.id.InvoiceId;
import usher.contracts.id.TenantId;

class InvoiceNoticesTest {
    private static final Instant DUE = Instant.parse("2026-11-29T22:30:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"invoice.finalized", "invoice.paid", "invoice.overdue", "invoice.voided"})
    void areWrittenInTheTenantsLanguage(String name) {
        var english = mail(name, "en-GB", Map.of());
        var hebrew = mail(name, "he", Map.of());

        assertTrue(english.text().contains("USH-000012") && english.text().contains("11.80 ILS"), english.text());
        assertTrue(hebrew.text().contains("USH-000012") && hebrew.text().contains("11.80 ILS"), hebrew.text());
        assertTrue(hebrew.subject().codePoints().anyMatch(letter -> letter >= 'א' && letter <= 'ת'));
    }

    @Test
    void sayTheDayThatItIsWhereTheTenantIs() {
        assertTrue(mail("invoice.finalized", null, Map.of()).text().contains("2026-11-30"));
    }

    @Test
    void endWithWhatIsBelow() {
        assertTrue(mail("invoice.paid", "en", Map.of()).text().endsWith(" is paid.\n\nBelow"));
    }

    @Test
    void writeToNobodyAboutDrafts() {
        assertNull(InvoiceNotices.of("invoice.created", invoice(Map.of()), "en", "")
                .mail());
    }

    @Test
    void goToTheAddressOnTheInvoiceOrToTheAdministrators() {
        assertEquals(
                "books@acme.example",
                mail("invoice.paid", "en", Map.of("email", "books@acme.example"))
                        .to());
        assertNull(mail("invoice.paid", "en", Map.of()).to());
    }

    @Test
    void tellOfEachChargeThatFailedOnce() {
        var invoice = invoice(Map.of());

        var first = InvoiceNotices.failed(invoice, "en", "pay_1", "card_declined", "");
        var second = InvoiceNotices.failed(invoice, "en", "pay_2", null, "");

        assertEquals("invoice.payment_failed:pay_1", first.key());
        assertEquals("invoice.payment_failed:pay_2", second.key());
        assertEquals("card_declined", first.facts().get("failure"));
    }

    private static Mail mail(String name, @Nullable String locale, Map<String, Object> buyer) {
        return Objects.requireNonNull(
                InvoiceNotices.of(name, invoice(buyer), locale, "Below").mail());
    }

    private static InvoiceView invoice(Map<String, Object> buyer) {
        return new InvoiceView(
                new InvoiceId(new UUID(1, 1)),
                new TenantId(new UUID(1, 2)),
                "USH-000012",
                "invoice",
                "issued",
                null,
                null,
                null,
                null,
                "2026-11",
                null,
                null,
                "Asia/Jerusalem",
                "ILS",
                0,
                0,
                1_000,
                180,
                1_180,
                0,
                1_180,
                List.of(),
                buyer,
                Map.of(),
                null,
                DUE,
                DUE,
                DUE,
                null,
                null,
                null,
                null);
    }
}

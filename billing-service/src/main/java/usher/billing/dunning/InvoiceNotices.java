package usher.billing.dunning;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.billing.invoice.InvoiceView;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.NoticeRaised.Mail;
import usher.contracts.money.Money;

/** What is told of invoices, in English or Hebrew. Mails go to the address on the invoice, or else to the tenant's administrators. */
final class InvoiceNotices {
    private static final Map<String, Text> ENGLISH = Map.of(
            "invoice.finalized",
            new Text("Invoice %s over %s", "Your invoice %1$s over %2$s is ready. It is due on %3$s."),
            "invoice.paid",
            new Text("Invoice %s is paid", "Thank you: invoice %1$s over %2$s is paid."),
            "invoice.overdue",
            new Text(
                    "Invoice %s is overdue",
                    "Invoice %1$s over %2$s was due on %3$s and has not been paid. Please pay it soon."),
            "invoice.payment_failed",
            new Text(
                    "Invoice %s could not be charged",
                    "Invoice %1$s over %2$s could not be charged to your payment method (%4$s). Please look at your payment methods or pay it by hand."));

    private static final Map<String, Text> HEBREW = Map.of(
            "invoice.finalized",
            new Text("חשבונית %s על סך %s", "החשבונית %1$s על סך %2$s מוכנה. המועד לתשלום: %3$s."),
            "invoice.paid",
            new Text("החשבונית %s שולמה", "תודה: החשבונית %1$s על סך %2$s שולמה."),
            "invoice.overdue",
            new Text(
                    "מועד התשלום של חשבונית %s עבר",
                    "החשבונית %1$s על סך %2$s הייתה לתשלום עד %3$s ועדיין לא שולמה. נא לשלם אותה בהקדם."),
            "invoice.payment_failed",
            new Text(
                    "החיוב עבור חשבונית %s נכשל",
                    "לא ניתן היה לחייב את אמצעי התשלום עבור החשבונית %1$s על סך %2$s (%4$s). נא לבדוק את אמצעי התשלום או לשלם ידנית."));

    private InvoiceNotices() {}

    private record Text(String subject, String body) {}

    static NoticeRaised of(String name, InvoiceView invoice, @Nullable String locale) {
        return notice(name, name + ":" + invoice.id(), invoice, locale, null);
    }

    /** {@code payment} is the charge that failed, {@code failure} the provider's code for why. */
    static NoticeRaised failed(InvoiceView invoice, @Nullable String locale, String payment, @Nullable String failure) {
        var name = "invoice.payment_failed";
        return notice(name, name + ":" + payment, invoice, locale, failure == null ? "unknown" : failure);
    }

    private static NoticeRaised notice(
            String name, String key, InvoiceView invoice, @Nullable String locale, @Nullable String failure) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("invoice", invoice.id().toString());
        facts.put("number", String.valueOf(invoice.number()));
        facts.put("status", invoice.status());
        facts.put("period", invoice.period());
        facts.put("due_minor", invoice.dueMinor());
        facts.put("currency", invoice.currency());
        if (invoice.dueAt() != null) {
            facts.put("due_at", invoice.dueAt().toString());
        }
        if (failure != null) {
            facts.put("failure", failure);
        }
        return new NoticeRaised(name, key, facts, mail(name, invoice, locale, failure));
    }

    private static Mail mail(String name, InvoiceView invoice, @Nullable String locale, @Nullable String failure) {
        boolean hebrew = locale != null && locale.toLowerCase(Locale.ROOT).startsWith("he");
        var text = (hebrew ? HEBREW : ENGLISH).get(name);
        if (text == null) {
            throw new IllegalArgumentException("No text for " + name);
        }
        var amount =
                Money.of(invoice.dueMinor(), invoice.currency()).major().toPlainString() + " " + invoice.currency();
        var due = invoice.dueAt() == null
                ? ""
                : invoice.dueAt()
                        .atZone(ZoneId.of(invoice.timeZone()))
                        .toLocalDate()
                        .toString();
        var to = invoice.buyer().get("email");
        return new Mail(
                to == null ? null : to.toString(),
                text.subject().formatted(invoice.number(), amount),
                text.body().formatted(invoice.number(), amount, due, failure));
    }
}

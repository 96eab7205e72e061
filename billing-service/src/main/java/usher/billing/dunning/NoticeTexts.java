package usher.billing.dunning;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.kit.tenant.Locales;

/** What mails of invoices say, in English or Hebrew: number, amount, due day, failure, the credited invoice, the reason. */
final class NoticeTexts {
    record Text(String subject, String body) {}

    private static final Map<String, Text> ENGLISH = Map.of(
            InvoiceNotices.FINALIZED,
            new Text("Invoice %s over %s", "Your invoice %1$s over %2$s is ready. It is due on %3$s."),
            InvoiceNotices.PAID,
            new Text("Invoice %s is paid", "Thank you: invoice %1$s over %2$s is paid."),
            InvoiceNotices.OVERDUE,
            new Text(
                    "Invoice %s is overdue",
                    "Invoice %1$s over %2$s was due on %3$s and has not been paid. Please pay it soon."),
            InvoiceNotices.VOIDED,
            new Text("Invoice %s is void", "Invoice %1$s over %2$s is void. Nothing is to be paid for it."),
            InvoiceNotices.FAILED,
            new Text(
                    "Invoice %s could not be charged",
                    "Invoice %1$s over %2$s could not be charged to your payment method (%4$s). Please look at your payment methods or pay it by hand."),
            InvoiceNotices.CREDITED,
            new Text(
                    "Credit note %s over %s",
                    "You have been credited %2$s for invoice %5$s: credit note %1$s (%6$s)."));

    private static final Map<String, Text> HEBREW = Map.of(
            InvoiceNotices.FINALIZED,
            new Text("חשבונית %s על סך %s", "החשבונית %1$s על סך %2$s מוכנה. המועד לתשלום: %3$s."),
            InvoiceNotices.PAID,
            new Text("החשבונית %s שולמה", "תודה: החשבונית %1$s על סך %2$s שולמה."),
            InvoiceNotices.OVERDUE,
            new Text(
                    "מועד התשלום של חשבונית %s עבר",
                    "החשבונית %1$s על סך %2$s הייתה לתשלום עד %3$s ועדיין לא שולמה. נא לשלם אותה בהקדם."),
            InvoiceNotices.VOIDED,
            new Text("החשבונית %s בוטלה", "החשבונית %1$s על סך %2$s בוטלה. אין צורך לשלם אותה."),
            InvoiceNotices.FAILED,
            new Text(
                    "החיוב עבור חשבונית %s נכשל",
                    "לא ניתן היה לחייב את אמצעי התשלום עבור החשבונית %1$s על סך %2$s (%4$s). נא לבדוק את אמצעי התשלום או לשלם ידנית."),
            InvoiceNotices.CREDITED,
            new Text("חשבונית זיכוי %s על סך %s", "זוכיתם בסך %2$s עבור חשבונית %5$s: חשבונית זיכוי %1$s (%6$s)."));

    private NoticeTexts() {}

    static Text of(String name, @Nullable String locale) {
        boolean hebrew = Locales.isHebrew(locale);
        var text = (hebrew ? HEBREW : ENGLISH).get(name);
        if (text == null) {
            throw new IllegalArgumentException("No text for " + name);
        }
        return text;
    }
}

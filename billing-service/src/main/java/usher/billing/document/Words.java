package usher.billing.document;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of an invoice in one language. */
record Words(boolean rightToLeft, Map<String, String> words) {
    private static final Words ENGLISH = new Words(
            false,
            Map.ofEntries(
                    Map.entry("invoice", "Invoice"),
                    Map.entry("credit_note", "Credit note"),
                    Map.entry("draft", "Draft"),
                    Map.entry("from", "From"),
                    Map.entry("to", "To"),
                    Map.entry("tax_id", "Tax ID"),
                    Map.entry("period", "Period"),
                    Map.entry("issued", "Issued"),
                    Map.entry("due", "Due"),
                    Map.entry("description", "Description"),
                    Map.entry("quantity", "Quantity"),
                    Map.entry("amount", "Amount"),
                    Map.entry("base", "Monthly fee"),
                    Map.entry("seats", "Seats"),
                    Map.entry("usage", "Usage"),
                    Map.entry("late", "Late usage"),
                    Map.entry("credit", "Credit"),
                    Map.entry("net", "Subtotal"),
                    Map.entry("tax", "Tax"),
                    Map.entry("reverse-charge", "Reverse charge: the recipient owes the tax"),
                    Map.entry("credited", "Credit used"),
                    Map.entry("total", "Total due"),
                    Map.entry("paid", "Paid"),
                    Map.entry("void", "Void")));
    private static final Words HEBREW = new Words(
            true,
            Map.ofEntries(
                    Map.entry("invoice", "חשבונית"),
                    Map.entry("credit_note", "חשבונית זיכוי"),
                    Map.entry("draft", "טיוטה"),
                    Map.entry("from", "מאת"),
                    Map.entry("to", "לכבוד"),
                    Map.entry("tax_id", "מספר עוסק"),
                    Map.entry("period", "תקופה"),
                    Map.entry("issued", "תאריך הפקה"),
                    Map.entry("due", "לתשלום עד"),
                    Map.entry("description", "תיאור"),
                    Map.entry("quantity", "כמות"),
                    Map.entry("amount", "סכום"),
                    Map.entry("base", "דמי מנוי חודשיים"),
                    Map.entry("seats", "משתמשים"),
                    Map.entry("usage", "שימוש"),
                    Map.entry("late", "שימוש באיחור"),
                    Map.entry("credit", "זיכוי"),
                    Map.entry("net", "סכום ביניים"),
                    Map.entry("tax", "מס"),
                    Map.entry("reverse-charge", "חיוב הפוך: המס חל על מקבל השירות"),
                    Map.entry("credited", "זיכוי שנוצל"),
                    Map.entry("total", "סך הכול לתשלום"),
                    Map.entry("paid", "שולמה"),
                    Map.entry("void", "מבוטלת")));

    static Words in(@Nullable String language) {
        return language != null && language.split("-", 2)[0].equals("he") ? HEBREW : ENGLISH;
    }

    /** What a word of the API is called; one that has no name is shown as it is. */
    String of(String key) {
        return words.getOrDefault(key, key);
    }
}

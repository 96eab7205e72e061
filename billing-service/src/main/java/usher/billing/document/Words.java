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
                    Map.entry("of_invoice", "For invoice"),
                    Map.entry("credited_total", "Total credited"),
                    Map.entry("price", "Price"),
                    Map.entry("flat", "{0} for a whole month"),
                    Map.entry("per_unit", "{0} each, {1} included"),
                    Map.entry("package", "{0} for each begun {2}, {1} included"),
                    Map.entry("graduated", "by tier, each unit: {0}"),
                    Map.entry("volume", "all units by the tier they reach: {0}"),
                    Map.entry("up_to", "{0} up to {1}"),
                    Map.entry("beyond", "{0} beyond"),
                    Map.entry("all", "{0} for all"),
                    Map.entry("before", "billed before: {0} for {1}"),
                    Map.entry(
                            "shares",
                            "A part of a month, in seconds or days, is written as (part/whole). The fee, what is included and where tiers end are that part of a whole month's; seats are paid for that part. Each line is rounded once."),
                    Map.entry("more", "and {0} more"),
                    Map.entry("console", "In the console"),
                    Map.entry("document", "As PDF, until {0}"),
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
                    Map.entry("except", "all but {0}"),
                    Map.entry("provider", "provider"),
                    Map.entry("model", "model"),
                    Map.entry("persona", "persona"),
                    Map.entry("tool", "tool"),
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
                    Map.entry("of_invoice", "עבור חשבונית"),
                    Map.entry("credited_total", "סך הכול לזיכוי"),
                    Map.entry("price", "מחיר"),
                    Map.entry("flat", "{0} לחודש מלא"),
                    Map.entry("per_unit", "{0} ליחידה, {1} כלולות"),
                    Map.entry("package", "{0} לכל {2} שהחלו, {1} כלולות"),
                    Map.entry("graduated", "לכל יחידה לפי מדרגה: {0}"),
                    Map.entry("volume", "לכל היחידות לפי המדרגה שאליה הגיעו: {0}"),
                    Map.entry("up_to", "{0} עד {1}"),
                    Map.entry("beyond", "{0} מעבר לכך"),
                    Map.entry("all", "{0} לכולן"),
                    Map.entry("before", "חויב קודם: {0} תמורת {1}"),
                    Map.entry(
                            "shares",
                            "חלק מחודש, בשניות או בימים, נכתב כ־(חלק/שלם). דמי המנוי, הכמות הכלולה וגבולות המדרגות הם אותו חלק של חודש מלא; משתמשים משולמים לפי אותו חלק. כל שורה מעוגלת פעם אחת."),
                    Map.entry("more", "ועוד {0}"),
                    Map.entry("console", "במערכת הניהול"),
                    Map.entry("document", "כקובץ PDF, עד {0}"),
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
                    Map.entry("except", "הכול חוץ מ: {0}"),
                    Map.entry("provider", "ספק"),
                    Map.entry("model", "מודל"),
                    Map.entry("persona", "דמות"),
                    Map.entry("tool", "כלי"),
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

    String language() {
        return rightToLeft ? "he" : "en";
    }

    /** What a word of the API is called; one that has no name is shown as it is. */
    String of(String key) {
        return words.getOrDefault(key, key);
    }

    /** A sentence with its gaps filled: {0}, {1} and so on. */
    String of(String key, String... fillings) {
        var text = of(key);
        for (int at = 0; at < fillings.length; at++) {
            text = text.replace("{" + at + "}", fillings[at]);
        }
        return text;
    }
}

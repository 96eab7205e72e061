package usher.chat.knowledge.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import usher.chat.knowledge.retrieval.Row.Part;
import usher.chat.model.embedding.TestEmbedder;
import usher.contracts.id.KnowledgeId;

/** A small shop's knowledge, indexed with real vectors. */
public final class Shop {
    private static final List<String> SECTIONS = List.of(
            "# Returns\n\nYou have 30 days to return anything you bought from us. You do not have to give a reason.",
            "# Returns › Refunds\n\nWe refund to the card you paid with, within 5 working days after the parcel arrived here.",
            "# Shipping › How long it takes\n\n- Norway and Sweden: 2 to 4 working days.\n- Germany: 3 to 5 working days.",
            "# Shipping › What it costs\n\nDelivery is free for orders of €80 and more. Below that it costs €5.",
            "# Shipping › Damaged parcels\n\nIf a parcel arrives damaged, send us a photo of the box and the order number.",
            "# Store › Opening hours\n\nMonday to Friday 10:00 to 18:00, Saturday 10:00 to 16:00, Sunday closed.",
            "# Warranty\n\nEverything we make is covered for five years against faults in material and workmanship.",
            "# משלוחים › מחירים\n\nדמי המשלוח הם 15 שקלים. בהזמנה מעל 120 שקלים המשלוח חינם.",
            "# שעות פתיחה\n\nאנחנו פתוחים מראשון עד חמישי, 7:00 עד 22:00. בשבת סגור.");

    private Shop() {}

    public static KnowledgeIndex index() {
        var rows = new ArrayList<Row>();
        for (var section : SECTIONS) {
            var source = source(section.substring(2).split("[ \n]")[0], null);
            rows.add(row(source, Part.SECTION, 0, section));
        }
        faq(rows, "Payment", "By Visa, Mastercard or Vipps.", "How can I pay?", "Which cards do you take?");
        faq(rows, "Account", "Choose “Forgot password”.", "I forgot my password", "How do I log in again?");
        faq(rows, "Gift cards", "From €20 to €500, valid for three years.", "Do you sell gift cards?");
        faq(rows, "Jobs", "See the jobs page.", "Are you hiring?", "Can I work for you?");
        return KnowledgeIndex.of(rows);
    }

    static void faq(List<Row> rows, String title, String answer, String... questions) {
        var source = source(title, answer);
        for (int i = 0; i < questions.length; i++) {
            rows.add(row(source, Part.QUESTION, i, questions[i]));
        }
        rows.add(row(source, Part.ANSWER, questions.length, "# " + title + "\n\n" + answer));
    }

    static Source source(String title, @org.jspecify.annotations.Nullable String answer) {
        return new Source(new KnowledgeId(UUID.randomUUID()), title, null, answer);
    }

    static Row row(Source source, Part part, int chunk, String text) {
        return new Row(source, part, chunk, text, TestEmbedder.embed(text));
    }

    public static List<Hit> search(KnowledgeIndex index, String question) {
        return index.search(new Question(question, TestEmbedder.embed(question)), 6);
    }
}

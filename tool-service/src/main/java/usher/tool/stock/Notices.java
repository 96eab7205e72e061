package usher.tool.stock;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.NoticeRaised;
import usher.contracts.event.NoticeRaised.Mail;
import usher.kit.tenant.Locales;
import usher.tool.stock.Due.Article;
import usher.tool.stock.level.Level;
import usher.tool.stock.level.Shelf;

/** What is told of a change. Each notice of a watch has a number, by which whoever gets it twice knows it again. */
final class Notices {
    static final String RAN_LOW = "stock.ran_low";
    static final String DEPLETED = "stock.depleted";
    static final String REPLENISHED = "stock.replenished";

    private Notices() {}

    static NoticeRaised of(Due due, Level from, Level to, Shelf shelf, @Nullable String locale) {
        var name = name(from, to);
        return new NoticeRaised(
                name,
                "stock:" + due.id() + ":" + (due.notices() + 1),
                facts(due, from, to, shelf),
                Locales.isHebrew(locale) ? hebrew(due, name, to, shelf) : mail(due, name, to, shelf));
    }

    private static String name(Level from, Level to) {
        return switch (to) {
            case OUT -> DEPLETED;
            case LOW -> from == Level.OUT ? REPLENISHED : RAN_LOW;
            case IN_STOCK -> REPLENISHED;
            case UNKNOWN -> throw new IllegalArgumentException("Nobody is told of what is not known");
        };
    }

    private static Map<String, Object> facts(Due due, Level from, Level to, Shelf shelf) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("watch", due.id().toString());
        facts.put("integration", due.integration().toString());
        facts.put("product", due.name());
        facts.put("system", due.system());
        if (due.article() instanceof Article.OfShop(var sku)) {
            facts.put("sku", sku);
        }
        facts.put("from", from.text());
        facts.put("to", to.text());
        if (shelf.quantity() instanceof Long left) {
            facts.put("left", left);
        }
        return facts;
    }

    private static Mail hebrew(Due due, String name, Level to, Shelf shelf) {
        var product = due.name();
        var where = product + " ב־" + due.system();
        var left = shelf.quantity() == null ? "." : ": נותרו " + shelf.quantity() + ".";
        return switch (name) {
            case DEPLETED -> new Mail(null, product + ": אזל מהמלאי", where + ": אזל מהמלאי.");
            case RAN_LOW -> new Mail(null, product + ": המלאי עומד להיגמר", where + ": המלאי עומד להיגמר" + left);
            default ->
                new Mail(
                        null,
                        product + ": שוב במלאי",
                        where + ": שוב במלאי" + (to == Level.LOW ? ", אך לא הרבה" : "") + left);
        };
    }

    /** To the tenant's administrators. */
    private static Mail mail(Due due, String name, Level to, Shelf shelf) {
        var product = due.name();
        var where = product + " at " + due.system();
        var left = shelf.quantity() == null ? "." : ": " + shelf.quantity() + " left.";
        return switch (name) {
            case DEPLETED -> new Mail(null, product + " is out of stock", where + " is out of stock.");
            case RAN_LOW -> new Mail(null, product + " is running low", where + " is running low" + left);
            default ->
                new Mail(
                        null,
                        product + " is in stock again",
                        where + " is in stock again" + (to == Level.LOW ? ", though not much of it" : "") + left);
        };
    }
}

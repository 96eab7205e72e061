package usher.billing.alert;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Charge;
import usher.contracts.event.Limit;
import usher.contracts.event.Metric;

/** What people are told of a threshold, in Hebrew. */
final class HebrewWords {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d בMMMM yyyy, HH:mm", Locale.forLanguageTag("he"));
    private static final Map<String, String> THINGS = Map.of(
            Metric.MESSAGES,
            "הודעות",
            Metric.REQUESTS,
            "בקשות",
            Metric.CONVERSATIONS,
            "שיחות",
            "tokens",
            "טוקנים",
            Metric.TOOL_CALLS,
            "קריאות לכלים",
            Charge.SEATS,
            "משתמשים",
            Metric.COST,
            "עלות");

    private HebrewWords() {}

    static String subject(Reached reached) {
        var metric = thing(reached.metric());
        return switch (reached.kind()) {
            case USAGE ->
                reached.unit() == Unit.AMOUNT
                        ? "שימוש: %s %s %s".formatted(Amounts.amount(reached.used()), metric, within(reached))
                        : "שימוש: %d%% ממכסת ה%s %s".formatted(reached.percent(), metric, within(reached));
            case COST -> "עלות: %s %s".formatted(Amounts.dollars(reached.used()), within(reached));
            case CHARGE -> "חיובים: %s %s".formatted(Amounts.money(reached), within(reached));
            case WALLET -> "היתרה בארנק ירדה ל־%s".formatted(Amounts.money(reached));
        };
    }

    static String text(Reached reached) {
        var currency = reached.currency();
        var first = switch (reached.kind()) {
            case USAGE -> used(reached);
            case COST ->
                "המודלים והכלים שבשימושכם עלו %s %s, וביקשתם לדעת על כך ב־%s."
                        .formatted(
                                Amounts.dollars(reached.used()), within(reached), Amounts.dollars(reached.threshold()));
            case CHARGE ->
                "החיוב שלכם %s הגיע ל־%s לפני מס, וביקשתם לדעת על כך ב־%s."
                        .formatted(
                                within(reached), Amounts.money(reached), Amounts.money(reached.threshold(), currency));
            case WALLET ->
                "בארנק נותרו %s, וביקשתם לדעת על כך ב־%s."
                        .formatted(Amounts.money(reached), Amounts.money(reached.threshold(), currency));
        };
        var ends = reached.endsAt();
        return ends == null
                ? first
                : first + "\n\nהספירה מתחילה מחדש ב־" + MOMENT.format(ends.atZone(reached.zone())) + " ("
                        + reached.zone().getId() + ").";
    }

    private static String used(Reached reached) {
        var limit = reached.limit();
        var metric = thing(reached.metric());
        if (limit == null || reached.unit() == Unit.AMOUNT) {
            return "השתמשתם ב־%s %s %s, וביקשתם לדעת על כך ב־%s."
                    .formatted(
                            Amounts.amount(reached.used()),
                            metric,
                            within(reached),
                            Amounts.amount(reached.threshold()));
        }
        var sum = "השתמשתם ב־%s מתוך %s %s %s (%d%%)."
                .formatted(
                        Amounts.amount(reached.used()),
                        Amounts.amount(limit),
                        metric,
                        within(reached),
                        reached.percent());
        return sum + then(reached, reached.used() >= limit);
    }

    private static String then(Reached reached, boolean over) {
        if (reached.hard()) {
            return over ? " שימוש נוסף ייחסם עד אז, או עד שתוחלף התוכנית." : " כשהמכסה תיגמר, שימוש נוסף ייחסם.";
        }
        return over ? " אפשר להמשיך; מחיר השימוש הנוסף מופיע בתוכנית." : " אפשר להמשיך גם מעבר למכסה.";
    }

    private static String within(Reached reached) {
        return reached.period() == Limit.Period.DAY ? "היום" : "החודש";
    }

    private static String thing(@Nullable String metric) {
        var name = Objects.requireNonNullElse(metric, "usage");
        return THINGS.getOrDefault(name, name.replace('.', ' ').replace('_', ' '));
    }
}

package usher.billing.alert;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Limit;

/** What people are told of a threshold, in English. */
final class EnglishWords {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

    private EnglishWords() {}

    static String subject(Reached reached) {
        var metric = reached.metric();
        return switch (reached.kind()) {
            case USAGE ->
                reached.unit() == Unit.AMOUNT
                        ? "Usage: " + Amounts.amount(reached.used()) + " " + thing(metric) + " " + within(reached)
                        : "Usage: " + reached.percent() + " % of the limit of " + thing(metric) + " " + within(reached);
            case COST -> "Cost: " + Amounts.dollars(reached.used()) + " " + within(reached);
            case CHARGE -> "Charges: " + Amounts.money(reached) + " " + within(reached);
            case WALLET -> "Your wallet is down to " + Amounts.money(reached);
        };
    }

    static String text(Reached reached) {
        var first = switch (reached.kind()) {
            case USAGE -> used(reached);
            case COST ->
                "The models and tools you use have cost " + Amounts.dollars(reached.used()) + " " + within(reached)
                        + ", and you asked to be told at " + Amounts.dollars(reached.threshold()) + ".";
            case CHARGE ->
                "What you owe " + within(reached) + " has come to " + Amounts.money(reached)
                        + " before tax, and you asked to be told at "
                        + Amounts.money(reached.threshold(), reached.currency())
                        + ".";
            case WALLET ->
                "There is " + Amounts.money(reached) + " left in your wallet, and you asked to be told at "
                        + Amounts.money(reached.threshold(), reached.currency()) + ".";
        };
        var ends = reached.endsAt();
        return ends == null ? first : first + "\n\nThe count begins anew on " + moment(ends, reached.zone()) + ".";
    }

    private static String used(Reached reached) {
        var limit = reached.limit();
        var metric = thing(reached.metric());
        if (limit == null || reached.unit() == Unit.AMOUNT) {
            return "You have used " + Amounts.amount(reached.used()) + " " + metric + " " + within(reached)
                    + ", and you asked to be told at " + Amounts.amount(reached.threshold()) + ".";
        }
        var sum = "You have used " + Amounts.amount(reached.used()) + " of " + Amounts.amount(limit) + " " + metric
                + " " + within(reached) + " (" + reached.percent() + " %).";
        boolean over = reached.used() >= limit;
        var then = reached.hard()
                ? over
                        ? " More is refused until then, or until the plan is changed."
                        : " When all are used, more is refused."
                : over ? " You can go on; your plan says what more costs." : " You can go on beyond the limit.";
        return sum + then;
    }

    private static String within(Reached reached) {
        return reached.period() == Limit.Period.DAY ? "today" : "this month";
    }

    private static String thing(@Nullable String metric) {
        return Objects.requireNonNullElse(metric, "usage").replace('.', ' ').replace('_', ' ');
    }

    private static String moment(Instant at, ZoneId zone) {
        return MOMENT.format(at.atZone(zone)) + " (" + zone.getId() + ")";
    }
}

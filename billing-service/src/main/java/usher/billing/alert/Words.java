package usher.billing.alert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Limit;
import usher.contracts.event.NoticeRaised;

/** What is told of a threshold that was reached: facts for programs, sentences for people. */
final class Words {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);
    private static final int MICRO_DIGITS = 6;

    private Words() {}

    static NoticeRaised notice(Reached reached) {
        return new NoticeRaised(
                reached.name(),
                "alert:" + reached.key(),
                facts(reached),
                new NoticeRaised.Mail(null, subject(reached), text(reached)));
    }

    private static Map<String, Object> facts(Reached reached) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("alert", reached.alert() == null ? "default" : reached.alert().toString());
        facts.put("kind", lower(reached.kind()));
        put(facts, "metric", reached.metric());
        put(facts, "currency", reached.currency());
        facts.put("unit", lower(reached.unit()));
        facts.put("threshold", reached.threshold());
        facts.put("used", reached.used());
        put(facts, "limit", reached.limit());
        put(facts, "percent", reached.percent());
        if (reached.limit() != null) {
            facts.put("hard", reached.hard());
        }
        put(facts, "period", reached.period() == null ? null : lower(reached.period()));
        put(facts, "within", reached.label());
        put(
                facts,
                "resets_at",
                reached.endsAt() == null ? null : reached.endsAt().toString());
        return facts;
    }

    private static String subject(Reached reached) {
        var metric = reached.metric();
        return switch (reached.kind()) {
            case USAGE ->
                reached.unit() == Unit.AMOUNT
                        ? "Usage: " + amount(reached.used()) + " " + thing(metric) + " " + within(reached)
                        : "Usage: " + reached.percent() + " % of the limit of " + thing(metric) + " " + within(reached);
            case COST -> "Cost: " + dollars(reached.used()) + " " + within(reached);
            case CHARGE -> "Charges: " + money(reached) + " " + within(reached);
            case WALLET -> "Your wallet is down to " + money(reached);
        };
    }

    private static String text(Reached reached) {
        var first = switch (reached.kind()) {
            case USAGE -> used(reached);
            case COST ->
                "The models and tools you use have cost " + dollars(reached.used()) + " " + within(reached)
                        + ", and you asked to be told at " + dollars(reached.threshold()) + ".";
            case CHARGE ->
                "What you owe " + within(reached) + " has come to " + money(reached)
                        + " before tax, and you asked to be told at " + money(reached.threshold(), reached.currency())
                        + ".";
            case WALLET ->
                "There is " + money(reached) + " left in your wallet, and you asked to be told at "
                        + money(reached.threshold(), reached.currency()) + ".";
        };
        var ends = reached.endsAt();
        return ends == null ? first : first + "\n\nThe count begins anew on " + moment(ends, reached.zone()) + ".";
    }

    private static String used(Reached reached) {
        var limit = reached.limit();
        var metric = thing(reached.metric());
        if (limit == null || reached.unit() == Unit.AMOUNT) {
            return "You have used " + amount(reached.used()) + " " + metric + " " + within(reached)
                    + ", and you asked to be told at " + amount(reached.threshold()) + ".";
        }
        var sum = "You have used " + amount(reached.used()) + " of " + amount(limit) + " " + metric + " "
                + within(reached) + " (" + reached.percent() + " %).";
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

    private static String amount(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    private static String dollars(long micros) {
        return "USD "
                + BigDecimal.valueOf(micros, MICRO_DIGITS)
                        .setScale(2, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private static String money(Reached reached) {
        return money(reached.used(), reached.currency());
    }

    private static String money(long minor, @Nullable String currency) {
        var code = Objects.requireNonNullElse(currency, "USD");
        int digits = Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
        return code + " " + BigDecimal.valueOf(minor, digits).toPlainString();
    }

    private static String moment(Instant at, ZoneId zone) {
        return MOMENT.format(at.atZone(zone)) + " (" + zone.getId() + ")";
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}

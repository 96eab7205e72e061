package usher.billing.alert;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.NoticeRaised;
import usher.kit.tenant.Locales;

/** What is told of a threshold that was reached: facts for programs, sentences for people in their language. */
final class Words {
    private Words() {}

    static NoticeRaised notice(Reached reached, @Nullable String locale) {
        boolean hebrew = Locales.isHebrew(locale);
        var mail = hebrew
                ? new NoticeRaised.Mail(null, HebrewWords.subject(reached), HebrewWords.text(reached))
                : new NoticeRaised.Mail(null, EnglishWords.subject(reached), EnglishWords.text(reached));
        return new NoticeRaised(reached.name(), "alert:" + reached.key(), facts(reached), mail);
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

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }
}

package usher.billing.summary;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import usher.billing.charge.Used;
import usher.contracts.event.NoticeRaised;
import usher.contracts.id.TenantId;
import usher.kit.tenant.Locales;

/** A tenant whose hour has come: which day is to be summed up, if any, where its day and month begin, and when it is next. */
record Day(
        TenantId tenant,
        boolean hebrew,
        @Nullable LocalDate day,
        Instant monthStart,
        Instant start,
        Instant end,
        Instant next) {
    private static final String NAME = "usage.summarized";

    static Day of(TenantId tenant, @Nullable String locale, LocalHour hour, Instant now) {
        var day = hour.due(now);
        var zone = hour.zone();
        var of = day == null ? LocalDate.ofInstant(now, zone) : day;
        return new Day(
                tenant,
                Locales.isHebrew(locale),
                day,
                of.withDayOfMonth(1).atStartOfDay(zone).toInstant(),
                of.atStartOfDay(zone).toInstant(),
                of.plusDays(1).atStartOfDay(zone).toInstant(),
                hour.after(now));
    }

    NoticeRaised notice(Used onDay, Used inMonth) {
        Map<String, Object> facts = Map.of(
                "day",
                String.valueOf(day),
                "usage",
                new TreeMap<>(onDay.quantities()),
                "cost_micros",
                onDay.costMicros(),
                "month",
                String.valueOf(day).substring(0, 7),
                "usage_of_month",
                new TreeMap<>(inMonth.quantities()),
                "cost_micros_of_month",
                inMonth.costMicros());
        var mail = new NoticeRaised.Mail(
                null, (hebrew ? "השימוש שלכם ביום " : "Your usage of ") + day, text(onDay, inMonth));
        return new NoticeRaised(NAME, "daily-summary:" + day, facts, mail);
    }

    private String text(Used onDay, Used inMonth) {
        var line = hebrew ? "%s: %,d (מתחילת החודש: %,d)%n" : "%s: %,d (this month so far: %,d)%n";
        var text = new StringBuilder(hebrew ? "ביום " + day + " השתמשתם ב:\n\n" : "On " + day + " you used:\n\n");
        new TreeMap<>(onDay.quantities())
                .forEach((metric, quantity) ->
                        text.append(String.format(Locale.ROOT, line, metric, quantity, inMonth.of(metric))));
        return text.append(
                        hebrew
                                ? "\nהודעה זו נשלחת כי הסיכום היומי מופעל.\n"
                                : "\nYou get this mail because the daily summary is switched on.\n")
                .toString();
    }
}

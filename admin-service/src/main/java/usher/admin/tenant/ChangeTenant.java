package usher.admin.tenant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Branding;
import usher.kit.problem.Refusal;

/** What to change of a tenant; an absent field stays as it is, and an empty {@code domain} takes the domain away. */
record ChangeTenant(
        @Nullable @Size(max = 120) @Pattern(regexp = ChangeTenant.ONE_LINE)
        String name,

        @Nullable @Size(max = 253) @Pattern(regexp = ChangeTenant.HOST_OR_NOTHING)
        String domain,

        @Nullable @Size(max = 50) List<@NotNull @Size(max = 300) String> allowedOrigins,
        @Nullable @Size(max = 35) String locale,
        @Nullable @Size(max = 64) String timeZone,
        @Nullable @Min(1) @Max(3650) Integer retentionDays,
        @Nullable @Valid ChangeBranding branding) {
    /** Something visible in any script (neither a space nor a format character), no control characters. */
    static final String ONE_LINE = "(?=\\P{Cc}*[^\\p{Z}\\p{C}])\\P{Cc}*";

    static final String HOST_OR_NOTHING = "([\\p{L}\\p{N}]([\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?)?";

    Profile applyTo(Profile before) {
        return new Profile(
                name == null ? before.name() : name.strip(),
                changedDomain(before.domain()),
                allowedOrigins == null ? before.allowedOrigins() : origins(allowedOrigins),
                locale == null ? before.locale() : knownLocale(locale),
                timeZone == null ? before.timeZone() : knownTimeZone(timeZone),
                retentionDays == null ? before.retentionDays() : retentionDays,
                changedBranding(before.branding()));
    }

    private @Nullable String changedDomain(@Nullable String before) {
        if (domain == null) {
            return before;
        }
        return domain.isEmpty() ? null : domain.toLowerCase(Locale.ROOT);
    }

    private Branding changedBranding(Branding before) {
        return branding == null ? before : branding.applyTo(before);
    }

    private static List<String> origins(List<String> texts) {
        var origins = new ArrayList<String>();
        for (int at = 0; at < texts.size(); at++) {
            var pointer = "/allowed_origins/" + at;
            var origin = Origin.parse(texts.get(at))
                    .orElseThrow(() -> Refusal.invalid(
                            pointer,
                            "origin-invalid",
                            "Write an origin as https://shop.example.com or https://*.example.com, without a path."));
            origins.add(origin.text());
        }
        return origins.stream().distinct().toList();
    }

    private static String knownLocale(String text) {
        try {
            var locale = new Locale.Builder().setLanguageTag(text).build();
            if (List.of(Locale.getISOLanguages()).contains(locale.getLanguage())) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException illFormed) {
            // Answered below, as a language that nobody speaks.
        }
        throw Refusal.invalid(
                "/locale", "locale-unknown", "Write a locale as a language tag, for example en or he-IL.");
    }

    private static String knownTimeZone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw Refusal.invalid(
                    "/time_zone", "time-zone-unknown", "Write a time zone as its region, for example Europe/Berlin.");
        }
        return text;
    }
}

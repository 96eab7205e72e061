package usher.admin.tenant;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import usher.contracts.event.Branding;

/** What to change of the widget's looks; an absent field stays as it is. Colours are {@code #rrggbb} or {@code #rgb}. */
record ChangeBranding(
        @Nullable @Size(max = ChangeBranding.LONGEST_NAME) @Pattern(regexp = ChangeTenant.ONE_LINE)
        String displayName,

        @Nullable @Pattern(regexp = "#([0-9a-fA-F]{3}){1,2}")
        String primaryColor,

        @Nullable @Size(max = 300) @Pattern(regexp = ChangeTenant.ONE_LINE)
        String greeting,

        @Nullable @Pattern(regexp = "(bottom|top)-(right|left)")
        String position,

        @Nullable @Size(max = 4)
        List<@jakarta.validation.constraints.NotNull @Size(max = 80) @Pattern(regexp = ChangeTenant.ONE_LINE) String>
                suggestions) {
    static final int LONGEST_NAME = 80;

    Branding applyTo(Branding before) {
        return new Branding(
                Objects.requireNonNullElse(displayName, before.displayName()),
                primaryColor == null ? before.primaryColor() : sixDigits(primaryColor),
                Objects.requireNonNullElse(greeting, before.greeting()),
                Objects.requireNonNullElse(position, before.position()),
                Objects.requireNonNullElse(suggestions, before.suggestions()));
    }

    private static String sixDigits(String color) {
        var lower = color.toLowerCase(Locale.ROOT);
        return lower.length() == 7 ? lower : lower.replaceAll("([0-9a-f])", "$1$1");
    }
}

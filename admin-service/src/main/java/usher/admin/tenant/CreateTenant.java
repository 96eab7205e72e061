package usher.admin.tenant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A new tenant: a name, and whatever is already known of the rest. */
record CreateTenant(
        @NotNull @Size(max = 120) @Pattern(regexp = ChangeTenant.ONE_LINE)
        String name,

        @Nullable @Size(max = 253) @Pattern(regexp = ChangeTenant.HOST_OR_NOTHING)
        String domain,

        @Nullable @Size(max = 50) List<@NotNull @Size(max = 300) String> allowedOrigins,
        @Nullable @Size(max = 35) String locale,
        @Nullable @Size(max = 64) String timeZone,
        @Nullable @Min(1) @Max(3650) Integer retentionDays,
        @Nullable @Valid ChangeBranding branding) {
    Profile profile() {
        return new ChangeTenant(null, domain, allowedOrigins, locale, timeZone, retentionDays, branding)
                .applyTo(Profile.named(name.strip()));
    }
}

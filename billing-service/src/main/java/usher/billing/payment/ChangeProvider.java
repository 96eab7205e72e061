package usher.billing.payment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The account anew. Settings that are not named stay as they are; nobody reads them again. */
record ChangeProvider(
        @NotNull Boolean enabled,

        @Nullable @Size(max = 10) Map<@NotBlank @Size(max = 50) String, @NotBlank @Size(max = 2000) String> settings) {
    Map<String, String> values() {
        return settings == null ? Map.of() : settings;
    }

    @Override
    public String toString() {
        return "ChangeProvider[enabled=" + enabled + ", settings=" + values().keySet() + "]";
    }
}

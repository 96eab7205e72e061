package usher.billing.purchase.play;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's app in Google Play. {@code serviceAccount} is the key file as Google gave it; it is never shown again. Without {@code
 * push} no notification is believed, and changes are seen when a time is over.
 */
record ChangePlayAccount(
        @NotNull @Size(max = 150) @Pattern(regexp = "[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)+")
        String packageName,

        @NotNull @Size(min = 1, max = 30) Map<String, Object> serviceAccount,
        @Nullable @Valid Push push) {
    /** Who pushes: the service account of the Pub/Sub subscription, and the audience that is set there. */
    record Push(
            @NotBlank @Size(max = 320) String email,
            @NotBlank @Size(max = 500) String audience) {}
}

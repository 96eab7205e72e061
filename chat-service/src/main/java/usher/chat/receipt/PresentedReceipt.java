package usher.chat.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A receipt that somebody shows, as it was shown to them. */
public record PresentedReceipt(
        @NotNull JsonNode receipt,
        @NotBlank @Size(max = 64) String hash,
        @NotBlank @Size(max = 64) String keyId,
        @NotBlank @Size(max = 200) String signature) {

    /** {@code reason} is why it does not hold: body-changed, signature-broken or key-unknown. */
    public record Verdict(boolean valid, @Nullable String reason) {}
}

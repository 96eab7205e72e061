package usher.chat.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as it is shown. {@code hash} is of the canonical JSON (RFC 8785) of {@code receipt}; {@code signature} is Ed25519,
 * base64url, over that hash's hexadecimal text, by the key {@code keyId} of {@code /receipts/keys}. A receipt that does not hold is
 * shown with its {@code fault} and without a signature.
 */
public record ReceiptView(
        JsonNode receipt,
        String hash,
        String keyId,
        @Nullable String signature,
        @Nullable String fault) {}

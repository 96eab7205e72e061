package usher.chat.receipt;

import org.jspecify.annotations.Nullable;

/** A receipt ready to be stored: its canonical JSON, the hash of that, and the platform's seal on the hash. */
public record SealedReceipt(
        String body, String hash, @Nullable String previous, String seal, String keyId) {}

package usher.chat.visitor;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** A challenge as it was given, and the nonce that solves it. */
public record Solution(
        @NotBlank @Size(max = 20) String algorithm,
        @NotBlank @Size(max = 64) String salt,
        int difficulty,
        @NotNull Instant expiresAt,
        @NotBlank @Size(max = 128) String signature,
        @NotBlank @Size(max = 64) String nonce) {}

package usher.chat.persona;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A new version of the persona. */
public record PublishPersona(
        @NotBlank @Size(max = 80) String name,
        @NotBlank @Size(max = 8000) String instructions,
        @Nullable @Size(max = 200) String tone) {}

package usher.chat.persona;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new version of the persona. {@code tools} names those of the tenant's tools that it may use: all when absent, none when
 * empty. A name that the tenant has no tool for waits for one.
 */
public record PublishPersona(
        @NotBlank @Size(max = 80) String name,
        @NotBlank @Size(max = 8000) String instructions,
        @Nullable @Size(max = 200) String tone,
        @Nullable @Size(max = 200) List<@NotNull @Size(max = 64) String> tools) {}

package usher.tool.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An operation as it shall be, whole. {@code definition} says how it is done in the words of its integration's kind;
 * {@code parameters} is a JSON Schema (2020-12) of an object; {@code cache_seconds} is how long an answer may be given again,
 * 0 unless said, and 0 for all that does not only read.
 */
public record SaveOperation(
        @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,63}") String name,
        @NotBlank @Size(max = 1_000) String description,
        @NotNull @Pattern(regexp = "read|write|money") String risk,
        @NotNull ObjectNode definition,
        @NotNull ObjectNode parameters,
        @Min(0) @Max(3_600) Integer cacheSeconds) {
    static final String READ = "read";

    public SaveOperation(
            String name,
            String description,
            String risk,
            ObjectNode definition,
            ObjectNode parameters,
            @Nullable Integer cacheSeconds) {
        this.name = name;
        this.description = description;
        this.risk = risk;
        this.definition = definition;
        this.parameters = parameters;
        this.cacheSeconds = cacheSeconds == null ? 0 : cacheSeconds;
    }
}

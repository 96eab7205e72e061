package usher.tool.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tool as it shall be, whole. {@code parameters} is a JSON Schema (2020-12) of an object; {@code identity} names the
 * parameters that are filled from a claim of the visitor's signed identity, for example {@code {"customer_id": "sub"}}.
 * Labels may hold {@code {argument}} placeholders.
 */
public record SaveCatalogTool(
        @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,63}") String name,
        @NotBlank @Size(max = 1_000) String description,
        @NotBlank @Size(max = 64) String category,
        @NotNull Risk risk,
        @NotBlank @Size(max = 200) String label,
        @NotBlank @Size(max = 200) String doneLabel,
        @NotNull JsonNode parameters,

        @Size(max = 10)
        Map<@Pattern(regexp = "[A-Za-z_][A-Za-z0-9_]{0,63}") String, @NotBlank @Size(max = 200) String> identity) {
    public SaveCatalogTool(
            String name,
            String description,
            String category,
            Risk risk,
            String label,
            String doneLabel,
            JsonNode parameters,
            @Nullable Map<String, String> identity) {
        this.name = name;
        this.description = description;
        this.category = category;
        this.risk = risk;
        this.label = label;
        this.doneLabel = doneLabel;
        this.parameters = parameters;
        this.identity = identity == null ? Map.of() : identity;
    }
}
